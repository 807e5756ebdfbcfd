/** What every adapter of the port Tables must do, whatever stands behind it. `make` gives an empty store. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change, Tables } from '../../engine/ports.ts';
import { pages, ranges } from './tables-pages.ts';
import { etagOf, type Words, wordsOf } from './tables-words.ts';
import { batches, races, versions } from './tables-writes.ts';

export type MakeTables = () => Promise<{ tables: Tables; close: () => Promise<void> }>;

export function tablesContract(name: string, make: MakeTables): void {
  describe(`${name}: tables`, () => {
    let tables: Tables;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ tables, close } = await make());
    });
    afterAll(() => close());
    const words = wordsOf(() => tables);
    for (const part of [documents, versions, races, batches, ranges, pages, limits]) part(words);
  });
}

const unusualKeys = [
  'cold room 7',
  '~tilde~',
  "o'hara",
  '"quoted"',
  'Ærø-7',
  '温度計',
  '🚨alarm',
  '\uffee',
  '\u{10ffff}',
  'a!2fb',
  '100 !25',
  '$twin',
  '__proto__',
  'constructor',
  ' leading and trailing ',
  'x'.repeat(512),
];
const badKeys = ['', 'a/b', 'a\\b', 'a#b', 'a?b', 'a%b', 'a\nb', 'a\u0000b', 'a\u009fb', 'x'.repeat(513), 'half \ud83d'];

function documents({ partition, write, read }: Words): void {
  test('what is not there is undefined', async () => {
    expect(await read(partition(), 'nothing')).toBeUndefined();
  });

  test('a document comes back as it was written, with the etag of the write', async () => {
    const p = partition();
    const value = { n: -1.5e-7, text: 'Ærø 🚨 \u0000 \ud83d', list: [null, true, []], empty: {}, '': 0 };
    const etag = etagOf(await write(p, { kind: 'insert', row: 'r', value }));
    expect(await read(p, 'r')).toEqual({ partition: p, row: 'r', etag, value });
  });

  test.each([null, false, 0, '', [], {}, 'text', [1, [2]]])('%j is a value', async value => {
    const p = partition();
    await write(p, { kind: 'put', row: 'r', value });
    expect((await read(p, 'r'))?.value).toEqual(value);
  });

  test.each(unusualKeys)('%j is a key for row and partition', async key => {
    const p = partition(key.slice(0, 500));
    await write(p, { kind: 'insert', row: key, value: key });
    expect(await read(p, key)).toMatchObject({ partition: p, row: key, value: key });
  });

  test('upper and lower case, composed and decomposed letters are different keys', async () => {
    const p = partition();
    const rows = ['é', 'e\u0301', 'É', 'E\u0301'];
    await write(p, ...rows.map((row): Change => ({ kind: 'insert', row, value: row })));
    for (const row of rows) expect((await read(p, row))?.value).toBe(row);
  });

  test('a value of 500 KB comes back whole', async () => {
    const p = partition();
    const value = { text: 'temperature '.repeat(42_600) };
    await write(p, { kind: 'put', row: 'big', value });
    expect((await read(p, 'big'))?.value).toEqual(value);
  });
}

function limits({ partition, write, read, list, tables }: Words): void {
  test.each(badKeys)('%j is no key', async key => {
    const refused = { code: 'store/bad-key' };
    await expect(read('p', key)).rejects.toMatchObject(refused);
    await expect(read(key, 'r')).rejects.toMatchObject(refused);
    await expect(write('p', { kind: 'put', row: key, value: 1 })).rejects.toMatchObject(refused);
    await expect(write(key, { kind: 'put', row: 'r', value: 1 })).rejects.toMatchObject(refused);
    await expect(list({ partition: key })).rejects.toMatchObject(refused);
  });

  test.each(['', 'ab', 'Things', '1things', 'my-things', 'x'.repeat(64)])('%j is no table', async table => {
    await expect(tables().read(table, 'p', 'r')).rejects.toMatchObject({ code: 'store/bad-key' });
    await expect(tables().list(table, { partition: 'p' })).rejects.toMatchObject({ code: 'store/bad-key' });
  });

  test('a row twice in one write is refused', async () => {
    const change: Change = { kind: 'put', row: 'r', value: 1 };
    await expect(write(partition(), change, change)).rejects.toMatchObject({ code: 'store/bad-key' });
  });

  test('a value over 512 KB, a write over 100 changes or 1.5 MB is refused, and nothing of it is written', async () => {
    const p = partition();
    const small: Change = { kind: 'put', row: 'small', value: 1 };
    const big: Change = { kind: 'put', row: 'big', value: 'é'.repeat(256 * 1024) };
    const many = Array.from({ length: 101 }, (_, n): Change => ({ kind: 'put', row: `r${n}`, value: n }));
    await expect(write(p, small, big)).rejects.toMatchObject({ code: 'store/too-large' });
    await expect(write(p, ...many)).rejects.toMatchObject({ code: 'store/too-large' });
    const heavy = many.slice(0, 4).map((change): Change => ({ ...change, value: 'x'.repeat(400_000) }) as Change);
    await expect(write(p, ...heavy)).rejects.toMatchObject({ code: 'store/too-large' });
    expect(await list({ partition: p })).toEqual({ items: [] });
  });

  test('a value of 512 KB to the byte is taken', async () => {
    const p = partition();
    const value = 'x'.repeat(512 * 1024 - 2);
    await write(p, { kind: 'put', row: 'r', value });
    expect((await read(p, 'r'))?.value).toBe(value);
  });

  test.each([0, -1, 1.5, 1001, Number.NaN])('a page of %s rows is refused', async top => {
    await expect(list({ partition: 'p', top })).rejects.toMatchObject({ code: 'store/bad-query' });
  });
}
