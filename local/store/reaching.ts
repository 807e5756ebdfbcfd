/** What the database itself refuses, in the words of the port. */
import { StoreError } from '../../engine/store-error.ts';

/** What SQLite itself refuses (busy, full, disk error) is "out of reach" to callers, who try again. */
export function reaching<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'errcode' in error) {
      throw new StoreError('store/unavailable', `The local store refused: ${error.message}.`, { cause: error });
    }
    throw error;
  }
}
