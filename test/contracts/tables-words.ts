/** What the parts of the contract of Tables are written in. */
import type { Change, Page, Query, Stored, Tables, Written } from '../../engine/ports.ts';

export interface Words {
  readonly tables: () => Tables;
  /** A partition that no other test uses. */
  partition(of?: string): string;
  write(partition: string, ...changes: Change[]): Promise<Written>;
  read(partition: string, row: string): Promise<Stored | undefined>;
  list(query: Query): Promise<Page>;
  /** Puts a row for each of these, with its own key as value. */
  fill(partition: string, rows: readonly string[]): Promise<void>;
  /** The rows of all pages. A page may hold fewer than `top`; only one without continuation is the last. */
  all(query: Query): Promise<string[]>;
}

export function wordsOf(tables: () => Tables): Words {
  let used = 0;
  const write: Words['write'] = (partition, ...changes) => tables().write('things', partition, changes);
  const list: Words['list'] = query => tables().list('things', query);
  return {
    tables,
    partition: (of = 'p') => `${of}-${++used}`,
    write,
    read: (partition, row) => tables().read('things', partition, row),
    list,
    async fill(partition, rows) {
      for (let at = 0; at < rows.length; at += 100) {
        await write(partition, ...rows.slice(at, at + 100).map((row): Change => ({ kind: 'put', row, value: row })));
      }
    },
    async all(query) {
      const rows: string[] = [];
      for (let page = await list(query); ; page = await list({ ...query, continuation: page.continuation })) {
        if (page.items.length > (query.top ?? 1000)) throw new Error(`a page of ${page.items.length} rows`);
        rows.push(...page.items.map(item => item.row));
        if (page.continuation === undefined) return rows;
      }
    },
  };
}

export const etagOf = (written: Written): string => {
  if (!written.ok) throw new Error(`not written: ${written.because}`);
  return written.etags[0] ?? '';
};
