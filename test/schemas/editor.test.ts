import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { schemaFiles, stale } from '../../bin/schemas.ts';

test('the published schemas and the validator are what the types say', async () => expect(await stale()).toEqual([]));

const service = getLanguageService({
  workspaceContext: { resolveRelativePath: path => path },
  // Documents name their schema: it is the one of that name.
  schemaRequestService: async uri => schemaFiles().get(basename(uri)) ?? Promise.reject(new Error(`There is no ${uri}.`)),
});
service.configure({
  validate: true,
  schemas: [...schemaFiles()].map(([name, text]) => ({
    uri: `file:///${name}`,
    fileMatch: [`*.${name}`],
    schema: JSON.parse(text),
  })),
});

/** As if the file had been opened in an editor: `kind` is `rule`, `policy`, `signals` or `calendars`. */
function opened(kind: string, text: string) {
  const document = TextDocument.create(`file:///x.${kind}.schema.json`, 'json', 1, text);
  return { document, json: service.parseJSONDocument(document) };
}

async function diagnostics(kind: string, text: string) {
  const { document, json } = opened(kind, text);
  const found = await service.doValidation(document, json);
  return found.map(({ message, range }) => ({ message, at: document.getText(range) }));
}

const kindOf = (path: string): string =>
  /policy/.test(path) ? 'policy' : /signals/.test(path) ? 'signals' : /calendars/.test(path) ? 'calendars' : 'rule';

const files = ['rules', 'rules/policies', 'test/samples'].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => `${folder}/${name}`),
);

test.each(files)('%s has no mistake for an editor', async path => {
  expect(await diagnostics(kindOf(path), readFileSync(path, 'utf8'))).toEqual([]);
});

const ruleWith = (when: string): string => `{
  "id": "a", "name": "A", "why": "x", "owner": "me", "status": "active", "appliesTo": { "type": "freezer" },
  "raise": [{ "severity": "major", "when": ${when} }],
  "clearWhen": "manual", "notify": null, "message": { "title": "A" }
}`;

async function offered(when: string) {
  const text = ruleWith(when);
  const at = text.indexOf('|');
  const { document, json } = opened('rule', text.replace('|', ''));
  const list = await service.doComplete(document, document.positionAt(at), json);
  return list?.items ?? [];
}

const subjects = ['signal', 'silent', 'connection', 'all', 'any', 'not', 'count', 'during', 'notDuring'];

test('inside an empty condition an editor offers the subjects, each with what it means', async () => {
  const items = await offered('{ | }');
  expect(items.map(({ label }) => label).sort()).toEqual([...subjects].sort());
  for (const { documentation } of items) expect(JSON.stringify(documentation ?? '').length).toBeGreaterThan(20);
});

test('beside a signal it offers comparisons and windows, and no second subject', async () => {
  const labels = (await offered('{ "signal": "t", | }')).map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['above', 'below', 'average', 'trend', 'unusualBy', 'for', 'unit']));
  for (const subject of subjects) expect(labels).not.toContain(subject);
});

test.each([
  { when: '{ "signal": "t", "gt": 5 }', at: '"gt"', says: /"above"/ },
  { when: '{ "signal": "t" }', at: '', says: /Compare "signal" with something/ },
  { when: '{ "for": "5m" }', at: '', says: /says what it is about/ },
  { when: '{ "signal": "t", "trend": "1h", "within": "2h" }', at: '', says: /reaches/ },
  { when: '{ "silent": "10m", "above": 5 }', at: '"above"', says: /does not go with "silent"/ },
])('$when: the editor says what is wrong, and nothing that is not', async ({ when, at, says }) => {
  const found = await diagnostics('rule', ruleWith(when));
  expect(found).toHaveLength(1);
  expect(found[0]?.message).toMatch(says);
  if (at !== '') expect(found[0]?.at).toBe(at);
});

test('rules and policies that ship point to their schema', () => {
  for (const path of files.filter(each => each.startsWith('rules/') && /(rule|policy)\.json$/.test(each))) {
    const { $schema } = JSON.parse(readFileSync(path, 'utf8'));
    expect([basename(path), $schema]).toEqual([
      basename(path),
      path.includes('policies/') ? '../schema/policy.schema.json' : './schema/rule.schema.json',
    ]);
  }
});
