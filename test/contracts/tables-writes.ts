/** The contract of Tables: versions of rows, and changes that are made together or not at all. */
import { expect, test } from 'vitest';
import type { Change } from '../../engine/ports.ts';
import { etagOf, type Words } from './tables-words.ts';

export function versions({ partition, write, read }: Words): void {
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
}

export function races({ partition, write, read }: Words): void {
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

export function batches({ partition, write, read }: Words): void {
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

  test('among other changes, too, remove and replace want the version they name', async () => {
    const p = partition();
    const [first, second] = [
      etagOf(await write(p, { kind: 'put', row: 'a', value: 1 })),
      etagOf(await write(p, { kind: 'put', row: 'b', value: 1 })),
    ];
    const stale = etagOf(await write(p, { kind: 'put', row: 'c', value: 1 }));
    const third = etagOf(await write(p, { kind: 'put', row: 'c', value: 2 }));
    const replace: Change = { kind: 'replace', row: 'a', value: 'etag: *', etag: first };
    const remove = (row: string, etag: string): Change => ({ kind: 'remove', row, etag });
    expect(await write(p, replace, remove('b', second), remove('c', stale))).toEqual({ ok: false, index: 2, because: 'changed' });
    expect(await write(p, replace, remove('b', second), remove('c', third))).toMatchObject({ ok: true });
    expect([await read(p, 'b'), await read(p, 'c')]).toEqual([undefined, undefined]);
  });

  test('a hundred changes are one write, with one etag per change', async () => {
    const p = partition();
    const rows = Array.from({ length: 100 }, (_, n) => `row-${n}`);
    const written = await write(p, ...rows.map((row, n): Change => ({ kind: n % 2 ? 'insert' : 'put', row, value: n })));
    if (!written.ok) throw new Error(written.because);
    expect(written.etags.filter(etag => etag !== '')).toHaveLength(100);
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
