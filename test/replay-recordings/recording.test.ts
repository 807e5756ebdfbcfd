import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guessSeparator, readCsv } from '../../local/replay/csv.ts';
import { type Reading, type Recording, readRecording } from '../../local/replay/recording.ts';
import { recordingsFolder, sayWhetherSkipped } from './recordings.ts';

test.each([
  {
    name: 'plain cells',
    text: 'a,b\n1,2\n',
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
  },
  {
    name: 'line ends of other systems, none at the end',
    text: 'a,b\r\n1,2\r3,4',
    rows: [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ],
  },
  {
    name: 'a byte order mark and empty lines',
    text: '\ufeffa,b\n\n1,2\n\n',
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
  },
  {
    name: 'empty cells at both ends',
    text: ',b,\n1,,\n',
    rows: [
      ['', 'b', ''],
      ['1', '', ''],
    ],
  },
  {
    name: 'quotes',
    text: '"a, ""x""\nb",2\n" 1 ",2',
    rows: [
      ['a, "x"\nb', '2'],
      ['1', '2'],
    ],
  },
  { name: 'a quote that is never closed', text: 'a\n"b,1\n2', rows: [['a'], ['b,1\n2']] },
  { name: 'nothing', text: '', rows: [] },
])('csv: $name', ({ text, rows }) => expect(readCsv(text, ',')).toEqual(rows));

test.each([
  ['a,b', ','],
  ['a;b', ';'],
  ['a\tb', '\t'],
  ['"x, y, z";b;c', ';'],
  ['alone', ','],
])('%j is cut at %j', (text, separator) => expect(guessSeparator(text)).toBe(separator));

function recordingOf(text: string, given: Reading = {}): Recording {
  const read = readRecording(text, given);
  if (!read.ok) throw new Error(read.says);
  return read.recording;
}
const at = (text: string) => new Date(text).getTime();

test('each column of numbers is a signal; rows that are bad are counted and left out, a bad cell alone is left out', () => {
  const text = readFileSync(join(import.meta.dirname, 'samples/pump-bearing.csv'), 'utf8');
  const { rows, ...about } = recordingOf(text);
  expect(about).toEqual({
    timeColumn: 'time',
    signals: ['vibration', 'bearing temperature'],
    leftOut: { 'no time': 1, 'other cells than columns': 1, 'no number': 1 },
    outOfOrder: 1,
  });
  expect(rows).toHaveLength(237);
  expect(rows[0]?.at).toBe(at('2026-02-03T05:00:00Z'));
  expect(rows.find(row => row.at === at('2026-02-03T05:13:10Z'))?.signals).toEqual({ 'bearing temperature': expect.any(Number) });
  expect(rows.every((row, i) => i === 0 || row.at >= (rows[i - 1] as { at: number }).at)).toBe(true);
});

const two = (first: string, second: string) => `when;value\n${first};1\n${second};2`;

test.each([
  { name: 'a space in place of the T, no offset: UTC', text: two('2020-03-09 10:14:33', '2020-03-09 10:14:34'), given: {} },
  { name: 'an offset', text: two('2020-03-09T11:14:33+01:00', '2020-03-09T11:14:34+01:00'), given: {} },
  { name: 'seconds since 1970, when it is said', text: two('1583748873', '1583748874'), given: { timeColumn: 'when' } },
  { name: 'ms since 1970, when it is said', text: two('1583748873000', '1583748874000'), given: { timeColumn: 'when' } },
])('times: $name', ({ text, given }) => {
  const { rows } = recordingOf(text, given);
  expect(rows.map(row => new Date(row.at).toISOString())).toEqual(['2020-03-09T10:14:33.000Z', '2020-03-09T10:14:34.000Z']);
});

test('the first column that holds times counts, whatever stands before it; another one can be named', () => {
  const text = 'n,read,sent,v\n1,2020-03-09 10:00:00,2020-03-09 11:00:00,5\n';
  expect(recordingOf(text)).toMatchObject({ timeColumn: 'read', signals: ['n', 'v'] });
  expect(recordingOf(text, { timeColumn: 'sent' }).rows[0]?.at).toBe(at('2020-03-09T11:00:00Z'));
});

test.each(['-1.5', '+1.5e3', '.5', '5.', '1,5'])('"%s" is a number', cell =>
  expect(recordingOf(`t;v\n2020-03-09 10:00:00;${cell}`).signals).toEqual(['v']),
);
test.each(['NaN', 'Infinity', '0x10', '1.2.3', '', '1 2'])('"%s" is none', cell =>
  expect(readRecording(`t;v;w\n2020-03-09 10:00:00;${cell};1`)).toMatchObject({ ok: true, recording: { signals: ['w'] } }),
);

test.each([
  { text: '', says: 'is empty.' },
  { text: 'a;b\n1;2', given: { separator: ',' }, says: 'has only one column when it is cut at ",": say what stands between' },
  { text: 'a,b', says: 'has no line below the names of its columns.' },
  { text: '2020-03-09 10:00:00,5\n2020-03-09 10:00:01,6', says: 'its first line must name the columns.' },
  { text: 'a,a\n1,2', says: 'has two columns named "a".' },
  {
    text: 'a,b\n1,2',
    says: 'has no column of times as 2026-11-18 07:42:10. If one of "a", "b" holds them in another way, name it',
  },
  { text: 'a,b\n1,2', given: { timeColumn: 'c' }, says: 'has no column "c". It has "a", "b".' },
  { text: 'a,b\nsoon,2', given: { timeColumn: 'a' }, says: 'holds no times in its column "a": it begins with "soon"' },
  { text: 't,b\n2020-03-09 10:00:00,on', says: 'has no column of numbers beside "t".' },
  {
    text: 't,v,w\n2020-03-09 10:00:00,,\nsoon,5,\n2020-03-09 10:00:00,,',
    says: 'has no row with both a time and a number.',
  },
])('$text $says', ({ text, given, says }) =>
  expect(readRecording(text, given)).toEqual({ ok: false, says: expect.stringContaining(says) }),
);

test.skipIf(sayWhetherSkipped())('real recordings are read whole', () => {
  const files = readdirSync(recordingsFolder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.csv'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(join(recordingsFolder, file), 'utf8');
    const { rows, signals, leftOut } = recordingOf(text);
    expect({ file, rows: rows.length }).toEqual({ file, rows: text.trim().split('\n').length - 1 });
    expect(signals.length).toBe((text.split(/\r?\n/, 1)[0] ?? '').split(/[;,]/).length - 1);
    expect(Object.values(leftOut)).toEqual([0, 0, 0]);
  }
});
