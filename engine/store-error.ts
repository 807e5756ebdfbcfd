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
