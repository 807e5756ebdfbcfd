/** Single values that the host itself keeps: where the plant clock stands, which mode the folder is of. */
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../engine/ports.ts';

export function readValue(db: DatabaseSync, key: string): Json | undefined {
  const found = db.prepare('select json from kept where key = ?').get(key);
  return found && (JSON.parse(String(found.json)) as Json);
}

export function writeValue(db: DatabaseSync, key: string, value: Json): void {
  db.prepare('insert or replace into kept (key, json) values (?, ?)').run(key, JSON.stringify(value));
}
