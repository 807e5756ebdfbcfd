#!/usr/bin/env node
/**
 * `tocsin`: plain JavaScript on built-ins, for Node 20 and later. It hands over to the Node that the project pins, or goes on in
 * this process when it is that one or newer. Compiled code is kept between calls: most of a short command is loading.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const main = join(root, 'cli', 'main.ts');
const cache = join(root, 'node_modules', '.cache', 'tocsin');
const args = process.argv.slice(2);

if (!existsSync(pinnedNode)) install();
if (Number(process.versions.node.split('.')[0]) >= 24) await here();
else if (existsSync(pinnedNode)) process.exitCode = await there();
else process.exitCode = 2; // the installer has said why

async function here() {
  module.enableCompileCache(cache);
  const { mainIn } = await import('./main.ts');
  process.exitCode = await mainIn(args);
}

/** Signals are passed on. Ctrl-C in a terminal reaches the whole process group, so it is not passed on a second time. */
function there() {
  const env = { NODE_COMPILE_CACHE: cache, ...process.env };
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', main, ...args], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** As `npm start` would. What it says goes to stderr: stdout belongs to the command. */
function install() {
  spawnSync(process.execPath, [join(root, 'start.mjs'), 'run', '--eval', '0'], { stdio: ['ignore', 2, 2] });
}
