/** Where the next page of a query begins: after the last row of the one before, so that rows that come and go in between do no harm. */
import { StoreError } from './store-error.ts';

export const continuationAfter = (row: string): string => Buffer.from(`1${row}`).toString('base64url');

export function lastRowOf(continuation: string): string {
  const text = Buffer.from(continuation, 'base64url').toString();
  if (!text.startsWith('1'))
    throw new StoreError('store/bad-query', 'The continuation of a query is not one that this store gave out.');
  return text.slice(1);
}
