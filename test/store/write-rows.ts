/** A process of its own that writes one row after the other and says which are confirmed, until it is killed. */
import { openDatabase } from '../../local/store/database.ts';
import { sqliteTables } from '../../local/store/tables.ts';

const tables = sqliteTables(openDatabase(process.argv[2] ?? ''));
for (let n = 0; ; n++) {
  await tables.write('things', 'p', [
    { kind: 'insert', row: `a-${n}`, value: n },
    { kind: 'insert', row: `b-${n}`, value: n },
  ]);
  process.stdout.write(`${n}\n`);
}
