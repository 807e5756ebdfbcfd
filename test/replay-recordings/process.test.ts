/** `npm start -- --replay …` as people type it: killed on the way, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { alarmsByHand, level, ruleOf } from './by-hand.ts';

const root = join(import.meta.dirname, '..', '..');
const file = join(import.meta.dirname, 'samples/tank-draining.csv');
const folder = mkdtempSync(join(tmpdir(), 'tocsin-replay-'));
const running = new Set<ChildProcess>();

afterEach(async () => {
  for (const child of running) await ended(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly said: string[];
  /** Resolves with the line, when the process has written one like this; rejects when it ends before. */
  line(pattern: RegExp): Promise<string>;
}

function start(more: readonly string[]): Run {
  const options = ['--port', '0', '--data', join(folder, 'data'), '--rules', join(folder, 'rules'), '--speed', '600'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'local/main.ts', ...options, ...more], {
    cwd: root,
  });
  running.add(child);
  const said: string[] = [];
  const readers = [child.stdout, child.stderr].map(input => createInterface({ input: input as NodeJS.ReadableStream }));
  for (const reader of readers) reader.on('line', line => said.push(line));
  return { child, said, line: pattern => lineOf(said, readers, child, pattern) };
}

function lineOf(said: readonly string[], readers: readonly Interface[], child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = said.find(line => pattern.test(line));
      if (found !== undefined) resolve(found);
    };
    look();
    for (const reader of readers) reader.on('line', look);
    child.on('close', () => reject(new Error(`It ended without a line like ${pattern}:\n${said.join('\n')}`)));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}

async function alarms(run: Run): Promise<unknown> {
  const url = /http:\/\/\S+(?=\/api\/alarms)/.exec(await run.line(/\/api\/alarms/))?.[0];
  const { items } = (await (await fetch(`${url}/api/alarms`)).json()) as { items: { raisedAt: string; overAt: string | null }[] };
  return items.map(({ raisedAt, overAt }) => ({ raisedAt, overAt })).toReversed();
}

test('a recording that is killed half-way goes on, and raises and clears as by hand', async () => {
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'rules', 'falls-below.rule.json'), JSON.stringify(ruleOf(level)));
  const replay = ['--no-simulation', '--replay', file, '--device-type', 'rig'];

  const first = start(replay);
  await first.line(/Recording tank-draining\.csv as device tank-draining: 230 rows from 2026-02-03T05:00:00Z to /);
  await first.line(/recording [4-9]0 %/);
  await ended(first.child, 'SIGKILL');

  const second = start(replay);
  await second.line(/It goes on after row \d+/);
  await second.line(/the recording is through: 230 rows/);
  expect(await alarms(second)).toEqual(alarmsByHand(readFileSync(file, 'utf8'), level));
  await ended(second.child, 'SIGTERM');
  expect(second.child.exitCode).toBe(0);
}, 120_000);
