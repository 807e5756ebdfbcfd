/** `store/unavailable` may be tried again; every other code is a defect of ours or needs a person. */
export type StoreCode =
  | 'store/bad-key'
  | 'store/bad-query'
  | 'store/too-large'
  | 'store/unavailable'
  | 'store/not-ours'
  | 'store/newer'
  | 'store/folder-in-use';

/** A class because callers tell errors apart by `code` after they were thrown through libraries. */
export class StoreError extends Error {
  readonly code: StoreCode;
  constructor(code: StoreCode, says: string, options?: ErrorOptions) {
    super(says, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

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
