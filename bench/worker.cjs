/**
 * Loads an app as the Functions worker for Node does, and prints what it registered: `node worker.cjs <app folder>`.
 * The worker gives `@azure/functions-core` through `Module.prototype.require`, takes `main` of package.json for a glob, and loads
 * each file: as CommonJS when it ends in `.cjs`, or the package is no module.
 */
const { globSync, readFileSync } = require('node:fs');
const { extname, join, resolve } = require('node:path');
const { performance } = require('node:perf_hooks');
const { pathToFileURL } = require('node:url');
const Module = require('node:module');

const folder = resolve(process.argv[2]);
const functions = [];
const hooks = [];
let model;

class Disposable {
  dispose() {}
}

const core = {
  version: '3.12.0',
  hostVersion: '4.1041.0',
  registerFunction({ name, bindings }) {
    functions.push({ name, trigger: Object.values(bindings).find(({ type }) => /trigger$/i.test(type)) });
    return new Disposable();
  },
  registerHook(name) {
    hooks.push(name);
    return new Disposable();
  },
  setProgrammingModel(set) {
    model = set;
  },
  getProgrammingModel: () => model,
  log() {},
  Disposable,
};

const before = Module.prototype.require;
Module.prototype.require = function (id) {
  return id === '@azure/functions-core' ? core : before.call(this, id);
};

async function load() {
  const { main, type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = globSync(main, { cwd: folder });
  if (files.length === 0) throw new Error(`No file is named by main: ${main}`);
  for (const file of files) {
    const path = join(folder, file);
    const isModule = extname(path) === '.mjs' || (type === 'module' && extname(path) !== '.cjs');
    if (isModule) await import(pathToFileURL(path).href);
    else require(path);
  }
}

const started = performance.now();
const used = process.cpuUsage();
load().then(
  () => {
    const loadMs = performance.now() - started;
    const { user, system } = process.cpuUsage(used);
    const cpuMs = (user + system) / 1000;
    const modules = Object.keys(require.cache).length;
    process.stdout.write(`${JSON.stringify({ loadMs, cpuMs, modules, functions, hooks, model: model?.name })}\n`, () =>
      process.exit(0),
    );
  },
  error => {
    process.stderr.write(`${error.message}\n`, () => process.exit(1));
  },
);
