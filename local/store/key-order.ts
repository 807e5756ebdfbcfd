/**
 * SQLite orders text by code point, the port by UTF-16 code unit. They differ only above U+DFFF, so only such characters
 * are stored in another form: all ordinary keys lie in the file as they are.
 */
const last = '\u{10ffff}';

export const toStored = (key: string): string =>
  key.replace(/[\u{e000}-\u{ffff}\u{10ffff}]/gu, c => last + (c === last ? 'A' : c));

export const fromStored = (stored: string): string =>
  stored.replace(/\u{10ffff}(.)/gsu, (_, c: string) => (c === 'A' ? last : c));

/** Greater than every stored key. */
export const afterAll = last + last;
