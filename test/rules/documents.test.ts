import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../engine/document-limits.ts';
import { readDocument } from '../../engine/documents.ts';
import { showProblem } from '../../engine/problems.ts';

const codes = (text: string): string[] => {
  const document = readDocument(text, 'x.json');
  return document.ok ? [] : document.problems.map(p => p.code);
};

test.each([
  { name: 'plain JSON', text: '{"a": [1, "two", null]}', want: [] },
  { name: 'exactly 64 KB', text: `{"a":1}${' '.repeat(limits.bytes - 7)}`, want: [] },
  { name: 'one byte more', text: `{"a":1}${' '.repeat(limits.bytes - 6)}`, want: ['document/too-large'] },
  { name: 'bytes count, not characters', text: `["${'å'.repeat(limits.bytes / 2)}"]`, want: ['document/too-large'] },
  { name: 'depth 16', text: `${'['.repeat(16)}${']'.repeat(16)}`, want: [] },
  { name: 'depth 17', text: `${'['.repeat(17)}${']'.repeat(17)}`, want: ['document/too-deep'] },
  { name: 'thousands of brackets', text: '['.repeat(60_000), want: ['document/too-deep'] },
  { name: '500 items', text: `[${Array(500).fill(1).join()}]`, want: [] },
  { name: '501 items', text: `[${Array(501).fill(1).join()}]`, want: ['document/long-list'] },
  {
    name: '2,001 values',
    text: JSON.stringify(Array(4).fill(Array(499).fill(1))).replace(/]$/, ',1]'),
    want: ['document/too-many-nodes'],
  },
  { name: 'a text of 2 KB', text: `["${'a'.repeat(2048)}"]`, want: [] },
  { name: 'a text of 2 KB + 1', text: `["${'a'.repeat(2049)}"]`, want: ['document/long-text'] },
  { name: '__proto__', text: '{"__proto__": {"x": 1}}', want: ['document/forbidden-name'] },
  { name: '__proto__, escaped', text: '{"\\u005f_proto__": 1}', want: ['document/forbidden-name'] },
  { name: 'constructor, deep', text: '{"a": {"constructor": 1}}', want: ['document/forbidden-name'] },
  { name: 'the same name twice', text: '{"a": 1, "a": 2}', want: ['document/duplicate-name'] },
  { name: 'byte order mark', text: '\ufeff{}', want: ['document/byte-order-mark'] },
  { name: 'a comment', text: '{ // hello\n}', want: ['document/comment'] },
  { name: 'a block comment', text: '{ /* hello */ }', want: ['document/comment'] },
  { name: 'a trailing comma', text: '{"a": 1,\n}', want: ['document/trailing-comma'] },
  { name: 'a trailing comma in a list', text: '[1, ]', want: ['document/trailing-comma'] },
  { name: 'no quotes', text: '{a: 1}', want: ['document/not-json'] },
  { name: 'single quotes', text: "{'a': 1}", want: ['document/not-json'] },
  { name: 'cut in the middle', text: '{"a": [1', want: ['document/not-json'] },
  { name: 'two documents', text: '{} {}', want: ['document/not-json'] },
  { name: 'nothing', text: ' \n', want: ['document/empty'] },
  { name: 'NaN', text: '[NaN]', want: ['document/not-json'] },
  { name: 'a number without end', text: '[1e999]', want: ['document/number-too-large'] },
  { name: 'half a character', text: '["\\ud800"]', want: ['document/broken-text'] },
])('$name', ({ text, want }) => expect(codes(text)).toEqual(want));

test('a trailing comma is shown where it stands', () => {
  const text = '{\n  "a": 1,\n}';
  const document = readDocument(text, 'rules/x.rule.json');
  expect(document.ok ? '' : showProblem(document.problems[0]!, text)).toBe(
    [
      'rules/x.rule.json:2:9 document/trailing-comma',
      '    2 |   "a": 1,',
      '      |         ^',
      '  There is a comma after the last item.',
      '  Fix: Delete this comma. (--fix does it)',
      '  More: docs/problems/document-trailing-comma.md',
    ].join('\n'),
  );
});

test('places: a value, a name, and the nearest parent of what is not there', () => {
  const document = readDocument('{\r\n  "a": {"b": [10,\n 20]}\n}', 'x.json');
  if (!document.ok) throw new Error('readable');
  expect(document.place(['a', 'b', 1])).toEqual({ line: 3, column: 2, length: 2 });
  expect(document.place(['a', 'b'], 'name')).toEqual({ line: 2, column: 9, length: 3 });
  expect(document.place(['a', 'c'])).toEqual({ line: 2, column: 8, length: 1 });
  expect(document.place([])).toEqual({ line: 1, column: 1, length: 1 });
});

test('any text is read or refused, never thrown at', () => {
  const bits = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '"a"',
    '1',
    '-',
    'e9',
    'null',
    ' ',
    '\n',
    '/',
    '*',
    '\u0000',
    '\ud800',
    '"__proto__"',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(bits, { maxLength: 40 }).map(parts => parts.join('')),
    fc.json(),
  );
  fc.assert(
    fc.property(texts, text => {
      const document = readDocument(text, 'x.json');
      if (document.ok) expect(document.value).toEqual(JSON.parse(text));
      else for (const problem of document.problems) expect(showProblem(problem, text)).toContain(problem.code);
    }),
    { numRuns: 2000 },
  );
});
