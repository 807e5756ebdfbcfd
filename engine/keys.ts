/** Keys that name what was decided: safe in tables, instance ids and URLs, the same whatever the retry. */

import { createHash } from 'node:crypto';

const safe = /^[A-Za-z0-9._-]{1,40}$/;

/** Longest that `rowKey` gives, so that a caller may put a word before it: a store takes 512. */
const longest = 448;

/**
 * Any text as a table key: what the store refuses, and `!` itself, is written `!hh`. What no store takes however it is written
 * (nothing, half a character, too much) goes by its hash.
 */
export function rowKey(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being escaped
  const key = text.replace(/[/\\#?%!\u0000-\u001f\u007f-\u009f]/g, c => `!${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return key.length > 0 && key.length <= longest && key.isWellFormed()
    ? key
    : `!!${createHash('sha256').update(codeUnits(text)).digest('hex')}`;
}

/** Of half characters as well, which UTF-8 cannot tell apart. */
const codeUnits = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

/** Whether a text can be the id of an alarm, and so the name of its partition: anything else is the id of none. */
export const isAlarmId = (text: string): boolean => /^[A-Za-z0-9._-]{1,80}~[A-Za-z0-9._-]{1,40}~\d{1,15}$/.test(text);

export const isSafeKey = (text: string): boolean => safe.test(text);
