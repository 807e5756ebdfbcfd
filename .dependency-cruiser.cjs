/** Who may import whom. The rooms are told in ARCHITECTURE.md; `npm run lint` and `npm test` check them (test/house/cruise.ts). */

/** In `room` nothing is imported but itself and what is named. */
const only = (name, room, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: room },
  to: { pathNot: [room, ...allowed], couldNotResolve: false },
});

const engine = '^engine/';
const packages = (...names) => `^node_modules/(${names.join('|')})/`;
const hashes = '^(node:)?crypto$';
const azureFunctions = packages('@azure/functions', 'durable-functions');

module.exports = {
  forbidden: [
    only(
      'engine-is-pure',
      engine,
      [packages('typebox', 'temporal-polyfill', 'jsonc-parser'), hashes],
      'The engine decides and does nothing else: no I/O, no other room, only pure libraries.',
    ),
    only(
      'orchestrations-are-replayed',
      '^orchestrations/',
      [engine, packages('durable-functions')],
      'What runs inside an orchestrator is replayed: it asks activities for everything.',
    ),
    only(
      'doors-are-thin',
      '^functions/in/',
      [engine, '^functions/(store/|trace\\.ts$)', azureFunctions, hashes],
      'A door translates, calls, answers.',
    ),
    only(
      'effects-go-through-ports',
      '^functions/out/',
      [engine, '^functions/(store/|trace\\.ts$)', azureFunctions, '^orchestrations/activities\\.ts$'],
      'An activity is one effect through a port, typed by orchestrations/activities.ts; it knows no vendor.',
    ),
    only(
      'store-knows-the-engine',
      '^functions/store/',
      [engine, hashes],
      'Rows are read and written through ports and the engine’s types.',
    ),
    only(
      'bind-is-the-table-of-contents',
      '^functions/bind\\.ts$',
      [engine, '^functions/((in|out|store)/|trace\\.ts$)', '^orchestrations/', azureFunctions],
      'bind.ts names every function and its handler; it configures nothing.',
    ),
    only('traces-know-ports', '^functions/trace\\.ts$', [engine], 'Spans around ports, nothing else.'),
    only('settings-stand-alone', '^functions/settings\\.ts$', [engine], 'Environment to settings, nothing else.'),
    {
      name: 'adapters-know-ports-only',
      severity: 'error',
      comment: 'An adapter gives a port with one technology; it knows no function and no orchestration.',
      from: { path: '^adapters/' },
      to: { path: '^(functions|orchestrations|local|cli|console|bench)/' },
    },
    {
      name: 'local-binds-like-azure',
      severity: 'error',
      comment:
        'The local host runs what bind.ts registers and reaches into no function; it may fill tables in the shape of functions/store.',
      from: { path: '^local/' },
      to: { path: '^(functions|orchestrations|cli|bench)/', pathNot: '^functions/((bind|settings)\\.ts$|store/)' },
    },
    only('console-knows-the-engine', '^console/', [engine], 'Pages need types of the engine and no more.'),
    only(
      'verbs-know-the-engine',
      '^cli/',
      [engine, '^local/', packages('jsonc-parser', 'temporal-polyfill'), '^(node:)?(child_process|fs|module|os|path|url)$'],
      'A verb reads files, asks the engine and prints; what needs a running system goes through its HTTP API.',
    ),
    {
      name: 'nobody-needs-the-command-line',
      severity: 'error',
      from: { pathNot: '^(cli|test|bench)/' },
      to: { path: '^cli/' },
    },
    {
      name: 'nobody-needs-the-local-host',
      severity: 'error',
      comment: 'What runs in Azure must not depend on what only runs on a laptop.',
      from: { pathNot: '^(local|cli|test|bench)/' },
      to: { path: '^local/' },
    },
    {
      name: 'nobody-needs-the-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-tools-in-the-product',
      severity: 'error',
      comment: 'Development packages are not there in Azure.',
      from: { path: '^(engine|orchestrations|functions|adapters|local|cli|console)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files that need each other are one file. Imports of types do not count: nothing is loaded by them.',
      from: {},
      to: { circular: true },
    },
    { name: 'nothing-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nobody imports and that imports nobody is forgotten.',
      from: {
        orphan: true,
        path: '^(engine|orchestrations|functions|adapters|local|cli|console)/',
        pathNot: '\\.(json|css|html)$',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
