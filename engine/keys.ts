/** Keys that name what was decided: safe in tables, instance ids and URLs, the same whatever the retry. */

const safe = /^[A-Za-z0-9._-]{1,40}$/;

/** Any text as a table key: what the store refuses, and `!` itself, is written `!hh`. */
export const rowKey = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being escaped
  text.replace(/[/\\#?%!\u0000-\u001f\u007f-\u009f]/g, c => `!${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

export const isSafeKey = (text: string): boolean => safe.test(text);
