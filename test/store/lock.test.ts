import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { lockFolder } from '../../local/store/lock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Starting a process takes long on a busy machine. */
const patience = 60_000;

test('another process is refused by its name and gets in after kill -9', { timeout: patience }, async () => {
  const holder = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, 'hold-folder.ts'), dir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  expect(() => lockFolder(dir)).toThrowError(
    expect.objectContaining({ code: 'store/folder-in-use', message: expect.stringContaining(`process ${holder.pid}.`) }),
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrowError(`in use by process ${process.pid}`);
  lock.release();
});

test('it is taken once within a process as well, and free again after release', () => {
  const lock = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrowError('Stop it first, or choose another folder with --data.');
  // A refusal must not loosen the lock of the one who has it.
  expect(() => lockFolder(dir)).toThrow();
  lock.release();
  lock.release();
  lockFolder(dir).release();
  expect(readdirSync(dir)).toEqual(['lock.sqlite']);
});

test('a pid left behind by a crash locks nobody out', () => {
  writeFileSync(join(dir, 'lock.pid'), `${process.pid}\n`);
  lockFolder(dir).release();
});

test('a folder that is not there is made', () => {
  lockFolder(join(dir, 'a', 'b')).release();
  expect(readdirSync(join(dir, 'a'))).toEqual(['b']);
});
