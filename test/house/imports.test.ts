/** The import rules can fail: each is broken once in a small tree of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breachesOfImportRules } from './imports.ts';

const tree = {
  'engine/a.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
  'engine/types-count.ts': "import type { M } from '../local/main.ts';\nexport type N = M;\nimport './a.ts';\n",
  'engine/hash.ts': "import { createHash } from 'node:crypto';\nexport const h = createHash;\nimport './a.ts';\n",
  'engine/one.ts': "import { two } from './two.ts';\nexport const one = () => two;\n",
  'engine/two.ts': "import { one } from './one.ts';\nexport const two = () => one;\n",
  'engine/type-one.ts': "import type { B } from './type-two.ts';\nexport interface A { b: B }\n",
  'engine/type-two.ts': "import type { A } from './type-one.ts';\nexport interface B { a: A }\n",
  'engine/forgotten.ts': 'export const forgotten = 1;\n',
  'engine/lost.ts': "import './nowhere.ts';\n",
  'adapters/command.ts': "import '../cli/verb.ts';\n",
  'orchestrations/o.ts': "import '../functions/in/door.ts';\n",
  'functions/in/door.ts': "import '../../adapters/acs.ts';\n",
  'functions/out/send.ts': "import '../in/door.ts';\n",
  'functions/store/rows.ts': "import '../out/send.ts';\n",
  'functions/bind.ts': "import '../adapters/acs.ts';\n",
  'adapters/acs.ts': "import '../functions/store/rows.ts';\n",
  'local/main.ts': "import '../functions/in/door.ts';\nimport '../functions/bind.ts';\nexport type M = 1;\n",
  'cli/verb.ts': "import '../local/main.ts';\nimport '../adapters/acs.ts';\n",
  'console/page.ts': "import '../adapters/acs.ts';\n",
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tocsin-rooms-'));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('each rule finds what breaks it, and nothing else', async () => {
  const { breaches } = await breachesOfImportRules(root);
  expect(breaches.map(({ rule, from, to }) => `${rule}: ${from} ${to}`).sort()).toEqual([
    'adapters-know-ports-only: adapters/acs.ts functions/store/rows.ts',
    'adapters-know-ports-only: adapters/command.ts cli/verb.ts',
    'bind-is-the-table-of-contents: functions/bind.ts adapters/acs.ts',
    'console-knows-the-engine: console/page.ts adapters/acs.ts',
    'doors-are-thin: functions/in/door.ts adapters/acs.ts',
    'effects-go-through-ports: functions/out/send.ts functions/in/door.ts',
    'engine-is-pure: engine/a.ts fs',
    'engine-is-pure: engine/types-count.ts local/main.ts',
    'local-binds-like-azure: local/main.ts functions/in/door.ts',
    'no-cycles: adapters/acs.ts functions/store/rows.ts',
    'no-cycles: engine/one.ts engine/two.ts',
    'no-orphans: engine/forgotten.ts engine/forgotten.ts',
    'nobody-needs-the-command-line: adapters/command.ts cli/verb.ts',
    'nobody-needs-the-local-host: engine/types-count.ts local/main.ts',
    'nothing-missing: engine/lost.ts ./nowhere.ts',
    'orchestrations-are-replayed: orchestrations/o.ts functions/in/door.ts',
    'store-knows-the-engine: functions/store/rows.ts functions/out/send.ts',
    'verbs-know-the-engine: cli/verb.ts adapters/acs.ts',
  ]);
});
