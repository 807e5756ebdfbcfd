/** How a check says what is wrong: by the place in the document, whose line and column are found for it. */
import type { Path, ReadDocument } from '../documents.ts';
import { type Problem, pointerOf } from '../problems.ts';
import type { Change } from './change.ts';

export interface More {
  readonly why?: string;
  readonly fix?: string;
  readonly severity?: 'warning';
  /** The place is the name of the member, not its value. */
  readonly of?: 'name';
  /** The fix, when it is mechanical. */
  readonly change?: readonly Change[];
}

export type Tell = (at: Path, code: string, says: string, more?: More) => void;

/** Collects what is told about a document into `problems`. */
export const tellingInto =
  (problems: Problem[], document: ReadDocument, path: string): Tell =>
  (at, code, says, { of, change, ...more } = {}) => {
    const edit = change ? document.edits(change) : [];
    problems.push({
      code,
      path,
      ...document.place(at, of),
      pointer: pointerOf(at),
      says,
      ...more,
      ...(edit.length > 0 ? { edit } : {}),
    });
  };
