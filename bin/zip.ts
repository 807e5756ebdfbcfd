/** Zip files whose bytes depend on nothing but what is in them. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Entry {
  /** With slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The beginning of the time that zip knows: 1 January 1980. */
const date = 0x0021;
const utf8 = 0x0800;
const deflated = 8;
const version = 20;
/** A plain file that everybody may read, as Unix writes it. */
const madeOnUnix = 0x0300 | version;
const mode = 0o100644 * 0x10000;

/** In the order of the paths. At most 65,535 entries and 4 GB in all, which is not checked. */
export function zip(entries: readonly Entry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = Buffer.from(entry.path);
    const packed = deflateRawSync(entry.bytes, { level: 9 });
    const head = headOf(entry.bytes, packed, name);
    const file = Buffer.concat([u32(0x04034b50), head, name, packed]);
    files.push(file);
    directory.push(Buffer.concat([u32(0x02014b50), u16(madeOnUnix), head, u16(0), u16(0), u16(0), u32(mode), u32(offset), name]));
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const count = u16(directory.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(listed.length), u32(offset), u16(0)];
  return Buffer.concat([...files, listed, ...end]);
}

/** What stands before a file and in the directory alike. */
const headOf = (bytes: Uint8Array, packed: Uint8Array, name: Uint8Array): Buffer =>
  Buffer.concat([
    ...[u16(version), u16(utf8), u16(deflated), u16(0), u16(date)],
    ...[u32(crc32(bytes)), u32(packed.length), u32(bytes.length), u16(name.length), u16(0)],
  ]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
