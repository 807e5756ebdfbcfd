/**
 * The front door: `node start.mjs start | test | lint | format | run <file>`, each followed by options of its own.
 * Plain JavaScript on built-ins, for Node 20 and later: it installs what is missing, then hands over to the Node that the
 * project pins (the npm package `node`), so that everybody runs the same one.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const inRoot = (...parts) => join(root, ...parts);
const pinnedNode = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stampFile = inRoot('node_modules', '.tocsin-installed');
const lockFile = inRoot('.tocsin', 'install.lock');

const verbs = {
  start: args => run([inRoot('local', 'main.ts'), ...args], { watchParent: true }),
  test: args => inTurn([...checks, ['tests', () => runTests(args)]]),
  lint: () => inTurn(checks),
  format: args => run([bin.biome, 'check', '--write', ...(args.length > 0 ? args : ['.'])]),
  run: args => run(args, { watchParent: true }),
};

const bin = {
  tsc: inRoot('node_modules', 'typescript', 'bin', 'tsc'),
  biome: inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  vitest: inRoot('node_modules', 'vitest', 'vitest.mjs'),
};

const checks = [
  ['types', () => run([bin.tsc, '-p', '.'])],
  ['lint and format', () => run([bin.biome, 'ci', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'])],
  ['import rules', () => run([inRoot('test', 'house', 'cruise.ts')])],
];

/** Steps one after the other; the first that fails ends it with its own exit code. */
async function inTurn(steps) {
  for (const [name, step] of steps) {
    console.log(`— ${name}`);
    const code = await step();
    if (code !== 0) {
      console.error(`— ${name}: failed (exit code ${code})`);
      return code;
    }
  }
  return 0;
}

/** Vitest, then one line for machines: `N passed, N failed`, alone on its line, counted from what Vitest wrote down. */
async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-test-'));
  const results = join(folder, 'results.json');
  try {
    const code = await run([bin.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args]);
    if (!existsSync(results)) return code === 0 ? 1 : code;
    const { passed, failed, skipped } = count(JSON.parse(readFileSync(results, 'utf8')));
    if (code !== 0 && failed === 0) console.log('No test failed, but something outside of the tests did: see above.');
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    return code === 0 && failed > 0 ? 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded has no tests; it counts as one that failed. */
function count(results) {
  const unloadable = results.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + unloadable.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** Runs under the pinned Node and answers its exit code. `watchParent`: should this process be killed, the other one ends too. */
function run(args, { watchParent = false } = {}) {
  const orphaned = 'process.on("disconnect",()=>process.kill(process.pid,"SIGTERM"));process.channel?.unref()';
  const options = [
    '--disable-warning=ExperimentalWarning',
    ...(watchParent ? [`--import=data:text/javascript,${orphaned}`] : []),
  ];
  const stdio = watchParent ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  return ended(spawn(pinnedNode, [...options, ...args], { cwd: root, stdio, env }));
}

/** Tools that take a build server for a terminal would fill its log with colour codes. */
const env = process.stdout.isTTY || process.env.FORCE_COLOR ? process.env : { ...process.env, NO_COLOR: '1' };

/** Passes signals on. Ctrl-C in a terminal reaches the whole process group, so it is not passed on a second time. */
function ended(child) {
  const pass = signal => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  const watch = watchNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      clearInterval(watch);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm runs us in a shell, which does not pass on the signal that ends it: we notice that we have lost our parent. */
function watchNpm(lost) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  return setInterval(() => process.ppid !== parent && lost(), 250);
}

/** Installs when `node_modules` is not what package-lock.json says, one process at a time. Answers npm's exit code. */
async function install() {
  if (whyInstall() === undefined) return 0;
  const unlock = await lock();
  try {
    const why = whyInstall(); // another process may have done it meanwhile
    if (why === undefined) return 0;
    console.error(`Installing packages with npm ci: ${why}.`);
    const code = await ended(npmCi());
    if (code !== 0) console.error(`npm ci ended with exit code ${code}; its lines above say why.`);
    else if (!existsSync(pinnedNode)) return noPinnedNode();
    else writeFileSync(stampFile, fingerprint());
    return code;
  } finally {
    unlock();
  }
}

function whyInstall() {
  if (!existsSync(inRoot('node_modules'))) return 'node_modules is missing';
  if (!existsSync(stampFile)) return 'node_modules is incomplete';
  if (readFileSync(stampFile, 'utf8') !== fingerprint()) return 'package-lock.json has changed';
  if (!existsSync(pinnedNode)) return 'the pinned Node is missing';
  return undefined;
}

/** What an install depends on: the lockfile, and the platform that native packages were chosen for. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  return `${hash.update(readFileSync(inRoot('package-lock.json'))).digest('hex')}\n`;
}

/** Development packages are wanted whatever NODE_ENV says: the pinned Node is one. Warnings about this older Node are not worth a line. */
function npmCi() {
  const args = ['ci', '--include=dev', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  if (npm && /^npm-cli\.c?js$/.test(basename(npm))) return spawn(process.execPath, [npm, ...args], options);
  return process.platform === 'win32' ? spawn('npm.cmd', args, { ...options, shell: true }) : spawn('npm', args, options);
}

function noPinnedNode() {
  console.error('npm ci went well, but did not unpack the Node that the project pins: its install script was not run.');
  console.error('Allow it once with: npm ci --include=dev --ignore-scripts=false');
  return 1;
}

/** A file that names its process and is touched every few seconds: one whose process is gone, or which is old, counts for nothing. */
async function lock() {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let looks = 0; !tryLock(); looks++) {
    if (looks === 0) console.error('Another process is installing packages here; waiting for it.');
    await new Promise(resolve => setTimeout(resolve, 500));
    if (isAbandoned()) rmSync(lockFile, { force: true });
  }
  const beat = setInterval(() => utimesSync(lockFile, new Date(), new Date()), 5_000);
  return () => {
    clearInterval(beat);
    rmSync(lockFile, { force: true });
  };
}

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned() {
  try {
    if (Date.now() - statSync(lockFile).mtimeMs > 60_000) return true;
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH'; // no such process; what else went wrong (the file is gone, not ours to signal) is no proof
  }
}

async function main([verb = '', ...args]) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Node 20 or later is needed to begin with; this is ${process.version}.`);
    return 1;
  }
  if (!Object.hasOwn(verbs, verb)) {
    console.error(`Usage: node start.mjs ${Object.keys(verbs).join(' | ')} …`);
    return 2;
  }
  const installed = await install();
  return installed === 0 ? verbs[verb](args) : installed;
}

process.exitCode = await main(process.argv.slice(2));
