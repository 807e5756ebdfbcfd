/** The contract of Tables: rows in order, in ranges, in pages. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Words } from './tables-words.ts';

const codeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function ranges({ partition, fill, list, all }: Words): void {
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
}

export function pages({ partition, write, fill, list, all }: Words): void {
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
