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

test('what is offered goes with what is there', async () => {
  const labels = async (when: string) => (await offered(when)).map(({ label }) => label);
  expect(await labels('{ "signal": "t", "above": 5, | }')).not.toContain('below');
  expect(await labels('{ "signal": "t", "average": "5m", | }')).not.toContain('is');
  expect(await labels('{ "signal": "t", "rate": "20m", | }')).toContain('per');
  expect(await labels('{ "signal": "t", "trend": "6h", | }')).toEqual(expect.arrayContaining(['reaches', 'within']));
  expect(await labels('{ "silent": "5m", | }')).toEqual(['for', 'note']);
  expect((await labels('{ "count": "1h", "of": { | } }')).sort()).toEqual(['all', 'any', 'not', 'signal']);
  expect(await labels('{ "signal": "t", "above": 5, "unit": "|" }')).toContain('"°C"');
});

test.each([
  { when: '{ "signal": "t", "gt": 5 }', at: '"gt"', says: /"above"/ },
  { when: '{ "signal": "t" }', at: '', says: /Compare "signal" with something/ },
  { when: '{ "for": "5m" }', at: '', says: /says what it is about/ },
  { when: '{ "signal": "t", "trend": "1h", "within": "2h" }', at: '', says: /reaches/ },
  { when: '{ "signal": "t", "above": 5, "below": 9 }', at: '"below"', says: /"between" or "outside"/ },
  { when: '{ "signal": "t", "above": 5, "acrossDevices": 2 }', at: '"acrossDevices"', says: /cannot do it yet/ },
  { when: '{ "signal": "t", "above": 5, "colour": 2 }', at: '"colour"', says: /Not a word of this place/ },
  { when: '{ "signal": "t", "above": 5, "for": "PT5M" }', at: '"PT5M"', says: /a duration: 30s, 10m/ },
  { when: '{ "signal": "t", "above": "5" }', at: '"5"', says: /a number/ },
  { when: '{ "signal": "t", "above": { "plus": 5 } }', at: '{ "plus": 5 }', says: /"signal" or "property"/ },
  { when: '{ "signal": "t", "above": { "signal": "x", "default": 5 } }', at: '"default"', says: /does not go with "signal"/ },
  { when: '{ "signal": "t", "average": "5m", "is": 3 }', at: '"average"', says: /A window is a number/ },
  {
    when: '{ "count": "1h", "of": { "signal": "t", "is": 1, "for": "5m" }, "atLeast": 3 }',
    at: '"for"',
    says: /one reading alone/,
  },
  { when: '{ "silent": "10m", "above": 5 }', at: '"above"', says: /does not go with "silent"/ },
])('$when: the editor says what is wrong, and nothing that is not', async ({ when, at, says }) => {
  const found = await diagnostics('rule', ruleWith(when));
  expect(found).toHaveLength(1);
  expect(found[0]?.message).toMatch(says);
  if (at !== '') expect(found[0]?.at).toBe(at);
});

const whole = (clearWhen: string, example: string): string =>
  ruleWith('{ "silent": "5m" }').replace('"clearWhen": "manual"', `"clearWhen": ${clearWhen}, "examples": [${example}]`);

test.each([
  { rule: whole('"manual"', ''), says: undefined },
  { rule: whole('{ "normalFor": "5m" }', ''), says: undefined },
  { rule: whole('{ "signal": "t", "below": 5 }', ''), says: undefined },
  { rule: whole('"manualy"', ''), says: /"manual"/ },
  { rule: whole('5', ''), says: /Wanted here is a condition/ },
  { rule: whole('{ "normalFor": "5m", "signal": "t" }', ''), says: /Not a word of this place/ },
  { rule: whole('"manual"', '{ "name": "x", "readings": [{ "temperature": 5 }], "expect": [] }'), says: /A reading says when/ },
  {
    rule: whole('"manual"', '{ "name": "x", "readings": [{ "from": "5m" }], "expect": [] }'),
    says: /Missing property "(to|every)"/,
  },
  { rule: whole('"manual"', '{ "name": "x", "readings": [], "expect": [{ "state": "major" }] }'), says: /It says when/ },
  { rule: ruleWith('{ "silent": "5m" }, "for": "5m"'), says: /belongs into the condition/ },
])('what ends an alarm, and examples: $says', async ({ rule, says }) => {
  const found = (await diagnostics('rule', rule)).map(({ message }) => message);
  expect(found.length > 0).toBe(says !== undefined);
  for (const message of found) expect(message).toMatch(says!);
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
