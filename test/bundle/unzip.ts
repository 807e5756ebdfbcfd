/** Reads a zip by its directory, as whoever unpacks it does, and checks what it says of each file. */
import { crc32, inflateRawSync } from 'node:zlib';

export interface Unzipped {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export function unzip(zipped: Uint8Array): readonly Unzipped[] {
  const zip = Buffer.from(zipped);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries: Unzipped[] = [];
  for (let at = zip.readUInt32LE(end + 16), n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [nameLength, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset)) as [number, number, number];
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const file = zip.readUInt32LE(at + 42);
    const start = file + 30 + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28);
    const bytes = inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20)));
    if (crc32(bytes) !== zip.readUInt32LE(at + 16) || bytes.length !== zip.readUInt32LE(at + 24))
      throw new Error(`${path} is broken`);
    entries.push({ path, bytes });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}
