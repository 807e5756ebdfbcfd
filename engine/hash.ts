import { createHash } from 'node:crypto';

/** What a text is known by: the first 80 bits of its SHA-256 in hex. The same text has the same name on every machine. */
export const contentHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 20);
