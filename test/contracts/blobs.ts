/** What every adapter of the port Blobs must do, whatever stands behind it. `make` gives an empty store. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Blobs } from '../../engine/ports.ts';

export type MakeBlobs = () => Promise<{ blobs: Blobs; close: () => Promise<void> }>;

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);
const badNames = [
  '',
  'ends with dot.',
  'ends with slash/',
  '/starts with slash',
  'a\\b',
  'a\u0000b',
  'x'.repeat(1025),
  'half \ud83d',
];

export function blobsContract(name: string, make: MakeBlobs): void {
  describe(`${name}: blobs`, () => bytesAreKept(opened(make)));
  describe(`${name}: names of blobs`, () => namesAreChecked(opened(make)));
}

/** The store of one group of tests: there once they run. */
function opened(make: MakeBlobs): Blobs {
  let there: { blobs: Blobs; close: () => Promise<void> } | undefined;
  beforeAll(async () => {
    there = await make();
  });
  afterAll(() => there?.close());
  const blobs = () => there?.blobs as Blobs;
  return {
    create: (container, name, bytes) => blobs().create(container, name, bytes),
    read: (container, name) => blobs().read(container, name),
  };
}

function bytesAreKept(blobs: Blobs): void {
  test('what is not there is undefined', async () => {
    expect(await blobs.read('versions', 'nothing')).toBeUndefined();
  });

  test('bytes come back as they were', async () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, n) => n % 256);
    expect(await blobs.create('versions', 'all-bytes', bytes)).toBe(true);
    expect(await blobs.read('versions', 'all-bytes')).toEqual(bytes);
  });

  test('no bytes at all are a blob too', async () => {
    expect(await blobs.create('versions', 'empty', bytesOf())).toBe(true);
    expect(await blobs.read('versions', 'empty')).toEqual(bytesOf());
  });

  test('a taken name is refused and what lies there stays', async () => {
    expect(await blobs.create('versions', 'taken', bytesOf(1))).toBe(true);
    expect(await blobs.create('versions', 'taken', bytesOf(2))).toBe(false);
    expect(await blobs.read('versions', 'taken')).toEqual(bytesOf(1));
  });

  test('of many that create at once, one wins', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => blobs.create('versions', 'raced', bytesOf(n))));
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  test('containers are apart', async () => {
    await blobs.create('versions', 'both', bytesOf(1));
    expect(await blobs.create('dead-letters', 'both', bytesOf(2))).toBe(true);
    expect(await blobs.read('versions', 'both')).toEqual(bytesOf(1));
  });

  test('5 MB come back whole', async () => {
    const bytes = new Uint8Array(5 * 1024 * 1024).fill(7);
    await blobs.create('versions', 'five-mb', bytes);
    expect(Buffer.compare((await blobs.read('versions', 'five-mb')) ?? bytesOf(), bytes)).toBe(0);
  });
}

function namesAreChecked(blobs: Blobs): void {
  test.each(['2026/11/18/event.json', 'Ærø 🚨', "o'hara~", 'a?b#c%d', '__proto__', 'x'.repeat(1024)])(
    '%j is a name',
    async blob => {
      expect(await blobs.create('names', blob, bytesOf(7))).toBe(true);
      expect(await blobs.read('names', blob)).toEqual(bytesOf(7));
    },
  );

  test.each(badNames)('%j is no name', async blob => {
    await expect(blobs.create('versions', blob, bytesOf(1))).rejects.toMatchObject({ code: 'store/bad-key' });
    await expect(blobs.read('versions', blob)).rejects.toMatchObject({ code: 'store/bad-key' });
  });

  test.each(['', 'ab', 'Versions', 'a/b'])('%j is no container', async container => {
    await expect(blobs.create(container, 'blob', bytesOf(1))).rejects.toMatchObject({ code: 'store/bad-key' });
  });
}
