/** A storage account for the tests of one file: Azurite, in memory, on ports of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Azurite, startAzurite } from '../../local/azurite.ts';

/** There once the tests run. */
export function emulatedAccount(): { readonly connectionString: string } {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-azurite-'));
  let azurite: Azurite | undefined;
  beforeAll(async () => {
    azurite = await startAzurite({ dir, inMemory: true });
  });
  afterAll(async () => {
    await azurite?.close();
    rmSync(dir, { recursive: true });
  });
  return {
    get connectionString() {
      if (!azurite) throw new Error('Azurite is not there yet.');
      return azurite.connectionString;
    },
  };
}
