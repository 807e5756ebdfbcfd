/** One process per data folder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../engine/store-error.ts';

/** Keeps the locks reachable: a connection that nobody holds is collected as garbage, and its lock with it. */
const taken = new Set<DatabaseSync>();

/**
 * Takes the folder (made when missing) for the life of this process, or until `release`. The lock is SQLite's lock on a file
 * of its own, which the operating system drops when the process dies in whatever way: none is ever stale.
 * Throws `store/folder-in-use`, naming the process that has it.
 */
export function lockFolder(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true });
  const pidFile = join(dir, 'lock.pid');
  const lock = new DatabaseSync(join(dir, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? inUse(dir, pidFile, error) : error;
  }
  taken.add(lock);
  // For the message only: a pid that was left behind by a crash locks nobody out.
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      if (!taken.delete(lock)) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function inUse(dir: string, pidFile: string, cause: unknown): StoreError {
  const says = `${dir} is in use by ${ownerOf(pidFile)}. Stop it first, or choose another folder with --data.`;
  return new StoreError('store/folder-in-use', says, { cause });
}

/** The owner writes its pid just after it took the lock: between the two there is none to read. */
function ownerOf(pidFile: string): string {
  try {
    return `process ${readFileSync(pidFile, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
}

const busy = 5;
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === busy;
