/**
 * How long a cold instance needs from the first line of the app until all functions are registered: the bundle, and as its peer
 * the same sources as plain modules with their packages in `node_modules`, which is what is deployed without a bundler.
 * Both load in processes of their own, one after the other in turn, as the Functions worker loads them; nobody watches (no telemetry).
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { bundleApp, root, writeBundle } from '../bin/build.ts';

export interface Measured {
  readonly bench: string;
  readonly case: string;
  readonly ours: number;
  readonly peer: number;
  /** Ours by peer: less is better. */
  readonly ratio: number;
}

const rounds = 15;
const place = join(root, '.tocsin', 'bench', 'cold-start');
const rooms = ['engine', 'functions', 'orchestrations', 'adapters'];

const settings = {
  TOCSIN_STORAGE_ACCOUNT: 'sttocsin',
  TOCSIN_ACS_ENDPOINT: 'https://acs-tocsin.communication.azure.com',
  TOCSIN_TOPIC_ENDPOINT: 'https://evgt-tocsin.westeurope-1.eventgrid.azure.net/api/events',
  TOCSIN_EMAIL_FROM: 'alarms@tocsin.example',
  TOCSIN_PUBLIC_URL: 'https://func-tocsin.azurewebsites.net',
};

/** Medians in ms: time on the clock, and time of the processor, which a busy machine disturbs less. */
export async function coldStart(): Promise<readonly Measured[]> {
  const [bundled, plain] = [join(place, 'bundled'), join(place, 'plain')];
  rmSync(place, { recursive: true, force: true });
  writeBundle(await bundleApp(), bundled);
  writePlain(plain);
  for (const [folder, main] of [[bundled, 'dist/index.cjs'] as const, [plain, 'functions/index.js'] as const]) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'tocsin', version: '0.0.0', type: 'module', main }));
    for (const path of globSync('rules/**/*.json', { cwd: root })) write(join(folder, path), readFileSync(join(root, path)));
  }
  const runs = Array.from({ length: rounds + 1 }, () => ({ ours: load(bundled), peer: load(plain) })).slice(1); // the first fills caches
  const measured = (name: string, of: (run: Loaded) => number): Measured => {
    const [ours, peer] = [median(runs.map(run => of(run.ours))), median(runs.map(run => of(run.peer)))];
    return { bench: 'cold-start', case: name, ours, peer, ratio: ours / peer };
  };
  return [
    measured('import to all functions registered, ms', run => run.loadMs),
    measured('of the processor, ms', run => run.cpuMs),
  ];
}

/** Plain JavaScript, module by module. */
function writePlain(folder: string): void {
  for (const path of globSync(
    rooms.map(room => `${room}/**/*.json`),
    { cwd: root },
  ))
    write(join(folder, path), readFileSync(join(root, path)));
  for (const path of globSync(
    rooms.map(room => `${room}/**/*.ts`),
    { cwd: root },
  )) {
    const source = stripTypeScriptTypes(readFileSync(join(root, path), 'utf8'));
    const code = source.replace(/((?:from|import)\s*\(?\s*'\.{1,2}\/[^']+)\.ts'/g, "$1.js'");
    write(join(folder, path.replace(/\.ts$/, '.js')), code);
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

interface Loaded {
  readonly loadMs: number;
  readonly cpuMs: number;
}

const load = (folder: string): Loaded =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'bench', 'worker.cjs'), folder], {
      ...{ env: settings, cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    }),
  );

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
