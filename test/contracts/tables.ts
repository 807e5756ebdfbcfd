/** What every adapter of the port Tables must do, whatever stands behind it. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change, Page, Query, Stored, Tables, Written } from '../../engine/ports.ts';

export type MakeTables = () => Promise<{ tables: Tables; close: () => Promise<void> }>;

export const unusualKeys = [
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
  '100 %'.replace('%', '!25'),
  '$twin',
  '__proto__',
  'constructor',
  ' leading and trailing ',
  'x'.repeat(512),
];
const badKeys = ['', 'a/b', 'a\\b', 'a#b', 'a?b', 'a%b', 'a\nb', 'a\u0000b', 'a\u009fb', 'x'.repeat(513), 'half \ud83d'];
const codeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function tablesContract(name: string, make: MakeTables): void {
  describe(`${name}: tables`, () => {
    let tables: Tables;
    let close: () => Promise<void>;
    beforeAll(async () => ({ tables, close } = await make()));
    afterAll(() => close());

    let used = 0;
    /** Each test has a partition to itself, so that a store which outlives the run serves as well. */
    const partition = (of = 'p') => `${of}-${++used}`;
    const write = (p: string, ...changes: Change[]) => tables.write('things', p, changes);
    const read = (p: string, row: string) => tables.read('things', p, row);

    documents({ partition, write, read });
    versions({ partition, write, read });
    batches({ partition, write, read });
    pages({ partition, write, list: query => tables.list('things', query) });
    limits({ partition, write, read, list: query => tables.list('things', query), tables: () => tables });
  });
}

interface Words {
  partition(of?: string): string;
  write(p: string, ...changes: Change[]): Promise<Written>;
  read(p: string, row: string): Promise<Stored | undefined>;
  list(query: Query): Promise<Page>;
  tables(): Tables;
}

const etagOf = (written: Written): string => {
  if (!written.ok) throw new Error(`not written: ${written.because}`);
  return written.etags[0] ?? '';
};

function documents({ partition, write, read }: Pick<Words, 'partition' | 'write' | 'read'>): void {
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

function versions({ partition, write, read }: Pick<Words, 'partition' | 'write' | 'read'>): void {
  test('insert finds the row taken and leaves it alone', async () => {
    const p = partition();
    await write(p, { kind: 'insert', row: 'r', value: 1 });
    expect(await write(p, { kind: 'insert', row: 'r', value: 2 })).toEqual({ ok: false, index: 0, because: 'exists' });
    expect((await read(p, 'r'))?.value).toBe(1);
  });

  test('replace and remove want the version they name', async () => {
    const p = partition();
    const first = etagOf(await write(p, { kind: 'insert', row: 'r', value: 1 }));
    const second = etagOf(await write(p, { kind: 'replace', row: 'r', value: 2, etag: first }));
    expect(second).not.toBe(first);
    const changed = { ok: false, index: 0, because: 'changed' };
    expect(await write(p, { kind: 'replace', row: 'r', value: 3, etag: first })).toEqual(changed);
    expect(await write(p, { kind: 'remove', row: 'r', etag: first })).toEqual(changed);
    expect((await read(p, 'r'))?.value).toBe(2);
    expect(await write(p, { kind: 'remove', row: 'r', etag: second })).toMatchObject({ ok: true });
    expect(await read(p, 'r')).toBeUndefined();
  });

  test('replace and remove want the row there, whatever its version', async () => {
    const p = partition();
    const missing = { ok: false, index: 0, because: 'missing' };
    expect(await write(p, { kind: 'replace', row: 'r', value: 1, etag: '*' })).toEqual(missing);
    expect(await write(p, { kind: 'remove', row: 'r', etag: '*' })).toEqual(missing);
    await write(p, { kind: 'put', row: 'r', value: 1 });
    expect(await write(p, { kind: 'replace', row: 'r', value: 2, etag: '*' })).toMatchObject({ ok: true });
    expect(await write(p, { kind: 'remove', row: 'r', etag: '*' })).toMatchObject({ ok: true });
  });

  test('put makes and overwrites', async () => {
    const p = partition();
    const first = etagOf(await write(p, { kind: 'put', row: 'r', value: 1 }));
    const second = etagOf(await write(p, { kind: 'put', row: 'r', value: 1 }));
    expect(second).not.toBe(first);
  });

  test('an etag never comes back, not even when the row was removed and made again', async () => {
    const p = partition();
    const seen = new Set<string>();
    for (let life = 0; life < 5; life++) {
      const etag = etagOf(await write(p, { kind: 'insert', row: 'r', value: 'the same' }));
      expect(seen).not.toContain(etag);
      seen.add(etag);
      await write(p, { kind: 'remove', row: 'r', etag });
    }
  });

  test('of many who read and replace at once, each addition counts', async () => {
    const p = partition();
    await write(p, { kind: 'insert', row: 'sum', value: 0 });
    const addOne = async (): Promise<void> => {
      for (;;) {
        const found = await read(p, 'sum');
        const change: Change = { kind: 'replace', row: 'sum', value: Number(found?.value) + 1, etag: found?.etag ?? '' };
        if ((await write(p, change)).ok) return;
      }
    };
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect((await read(p, 'sum'))?.value).toBe(20);
  });

  test('of many inserts at once, one wins', async () => {
    const p = partition();
    const all = await Promise.all(Array.from({ length: 10 }, (_, value) => write(p, { kind: 'insert', row: 'lock', value })));
    expect(all.filter(written => written.ok)).toHaveLength(1);
  });
}

function batches({ partition, write, read }: Pick<Words, 'partition' | 'write' | 'read'>): void {
  test('one change that cannot be made stops them all, and is named', async () => {
    const p = partition();
    await write(p, { kind: 'insert', row: 'taken', value: 'old' }, { kind: 'insert', row: 'kept', value: 'old' });
    const written = await write(
      p,
      { kind: 'put', row: 'new', value: 1 },
      { kind: 'remove', row: 'kept', etag: '*' },
      { kind: 'insert', row: 'taken', value: 'new' },
      { kind: 'replace', row: 'missing', value: 1, etag: '*' },
    );
    expect(written).toEqual({ ok: false, index: 2, because: 'exists' });
    expect(await read(p, 'new')).toBeUndefined();
    expect((await read(p, 'kept'))?.value).toBe('old');
    expect((await read(p, 'taken'))?.value).toBe('old');
  });

  test('a hundred changes are one write, with one etag per change', async () => {
    const p = partition();
    const rows = Array.from({ length: 100 }, (_, n) => `row-${n}`);
    const written = await write(p, ...rows.map((row, n): Change => ({ kind: n % 2 ? 'insert' : 'put', row, value: n })));
    if (!written.ok) throw new Error(written.because);
    expect(new Set(written.etags).size).toBe(100);
    expect(await read(p, 'row-99')).toMatchObject({ value: 99, etag: written.etags[99] });
  });

  test('no change at all is a write that did nothing', async () => {
    expect(await write(partition())).toEqual({ ok: true, etags: [] });
  });

  test('a removed row has no etag', async () => {
    const p = partition();
    await write(p, { kind: 'put', row: 'r', value: 1 });
    expect(await write(p, { kind: 'remove', row: 'r', etag: '*' })).toEqual({ ok: true, etags: [''] });
  });
}

function pages({ partition, write, list }: Pick<Words, 'partition' | 'write' | 'list'>): void {
  const fill = async (p: string, rows: readonly string[]) => {
    for (let at = 0; at < rows.length; at += 100) {
      await write(p, ...rows.slice(at, at + 100).map((row): Change => ({ kind: 'put', row, value: row })));
    }
  };
  /** A page may hold fewer than `top`; only a page without continuation is the last. */
  const all = async (query: Query): Promise<string[]> => {
    const rows: string[] = [];
    let continuation: string | undefined;
    do {
      const page: Page = await list(continuation === undefined ? query : { ...query, continuation });
      expect(page.items.length).toBeLessThanOrEqual(query.top ?? 1000);
      rows.push(...page.items.map(item => item.row));
      continuation = page.continuation;
    } while (continuation !== undefined);
    return rows;
  };

  test('an empty partition has no items and no continuation', async () => {
    expect(await list({ partition: partition() })).toEqual({ items: [] });
  });

  test('rows come in order, of this partition only, with value and etag', async () => {
    const p = partition();
    await fill(p, ['b', 'a', 'c']);
    await fill(`${p}0`, ['not mine']);
    const page = await list({ partition: p });
    expect(page.items.map(item => item.value)).toEqual(['a', 'b', 'c']);
    expect(page.items.every(item => item.etag !== '' && item.partition === p)).toBe(true);
  });

  test.each([
    { name: 'from is included, to is not', range: { from: 'b', to: 'd' }, want: ['b', 'c'] },
    { name: 'from alone', range: { from: 'c' }, want: ['c', 'd', 'e'] },
    { name: 'to alone', range: { to: 'c' }, want: ['a', 'b'] },
    { name: 'bounds need not be rows', range: { from: 'aa', to: 'cc' }, want: ['b', 'c'] },
    { name: 'nothing lies between equal bounds', range: { from: 'c', to: 'c' }, want: [] },
    { name: 'nothing lies between turned bounds', range: { from: 'd', to: 'b' }, want: [] },
  ])('$name', async ({ range, want }) => {
    const p = partition();
    await fill(p, ['e', 'd', 'c', 'b', 'a']);
    expect(await all({ partition: p, ...range })).toEqual(want);
    expect(await all({ partition: p, ...range, top: 1 })).toEqual(want);
  });

  test('what changed between two pages does not make the others appear twice or vanish', async () => {
    const p = partition();
    await fill(p, ['b', 'd', 'f', 'h']);
    const first = await list({ partition: p, top: 2 });
    await write(
      p,
      { kind: 'remove', row: 'd', etag: '*' },
      { kind: 'insert', row: 'a', value: 1 },
      { kind: 'insert', row: 'e', value: 1 },
    );
    const rest = await all({ partition: p, top: 2, continuation: first.continuation ?? '' });
    expect(rest).toEqual(['e', 'f', 'h']);
  });

  test('2,100 rows come in pages of at most 1,000', async () => {
    const p = partition();
    const rows = Array.from({ length: 2100 }, (_, n) => String(n).padStart(5, '0'));
    await fill(p, rows);
    expect(await all({ partition: p })).toEqual(rows);
    expect((await all({ partition: p, from: '00100', to: '00107', top: 3 })).length).toBe(7);
  });

  test('great values come in pages too', async () => {
    const p = partition();
    const value = 'x'.repeat(500_000);
    for (let n = 0; n < 10; n++) await write(p, { kind: 'put', row: `r${n}`, value });
    expect(await all({ partition: p })).toHaveLength(10);
  });

  test('the order is that of code units', async () => {
    const character = fc.constantFrom('a', 'B', ' ', '~', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '🚨', '\u{10ffff}');
    const keys = fc.uniqueArray(fc.string({ unit: character, minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(keys, fc.nat(), fc.nat(), async (rows, a, b) => {
        const p = partition();
        await fill(p, rows);
        const [from = '', to = ''] = [rows[a % rows.length], rows[b % rows.length]];
        const want = rows.filter(row => row >= from && row < to).sort(codeUnits);
        expect(await all({ partition: p })).toEqual([...rows].sort(codeUnits));
        expect(await all({ partition: p, from, to, top: 3 })).toEqual(want);
      }),
      { numRuns: 25 },
    );
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

  test('a value over 512 KB and a write over 100 changes are refused, and nothing of them is written', async () => {
    const p = partition();
    const small: Change = { kind: 'put', row: 'small', value: 1 };
    const big: Change = { kind: 'put', row: 'big', value: 'é'.repeat(256 * 1024) };
    const many = Array.from({ length: 101 }, (_, n): Change => ({ kind: 'put', row: `r${n}`, value: n }));
    await expect(write(p, small, big)).rejects.toMatchObject({ code: 'store/too-large' });
    await expect(write(p, ...many)).rejects.toMatchObject({ code: 'store/too-large' });
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
