/** Ids for the outside world, made from our own keys: the same key is the same id, whatever the retry. */
import { createHash } from 'node:crypto';

const namespace = Buffer.from('b0b5c1de7a3f4f0e9f5a2d6c8e41a7f3', 'hex');

/** The UUIDv5 (RFC 9562) of a key in the project's own namespace. Changing the namespace would make every open send a new one. */
export function uuidV5(key: string): string {
  const hash = createHash('sha1').update(namespace).update(key, 'utf8').digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
