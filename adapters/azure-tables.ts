/** The port Tables on Azure Table storage. */
import { odata, TableClient, type TransactionAction } from '@azure/data-tables';
import { continuationAfter, lastRowOf } from '../engine/continuation.ts';
import type { Change, Page, Query, Stored, Tables, Written } from '../engine/ports.ts';
import { checkChanges, checkKey, checkQuery, checkTable, jsonsOf } from '../engine/store-limits.ts';
import {
  codeOf,
  isPlainHttp,
  madeOnFirstUse,
  perName,
  reachingAzure,
  type StorageAccount,
  serviceUrl,
  statusOf,
} from './azure-storage.ts';
import { documentOf, type Properties, propertiesOf } from './azure-table-value.ts';

type Entity = Properties & { readonly partitionKey: string; readonly rowKey: string };

/** A table that is not there reads as empty and is made by the first write. */
export function tablesInAzure(storage: StorageAccount): Tables {
  const table = perName(name => open(storage, name));
  return {
    async read(name, partition, row) {
      checkTable(name);
      checkKey(partition);
      checkKey(row);
      return reachingAzure(`table ${name}`, async abortSignal => {
        const found = await table(name).getEntity<Properties>(partition, row, { abortSignal }).catch(absent);
        return found && storedOf(partition, row, found);
      });
    },
    async write(name, partition, changes) {
      checkTable(name);
      checkKey(partition);
      checkChanges(changes);
      const jsons = jsonsOf(changes);
      if (changes.length === 0) return { ok: true, etags: [] };
      const entities = changes.map(({ row }, n) => ({ partitionKey: partition, rowKey: row, ...propertiesOf(jsons[n] ?? '') }));
      return reachingAzure(`table ${name}`, abortSignal =>
        madeOnFirstUse(
          'TableNotFound',
          () => write(table(name), changes, entities, abortSignal),
          () => table(name).createTable({ abortSignal }),
        ),
      );
    },
    async list(name, query) {
      checkTable(name);
      checkKey(query.partition);
      checkQuery(query);
      return reachingAzure(`table ${name}`, abortSignal => list(table(name), query, abortSignal));
    },
  };
}

const absent = (error: unknown): undefined => {
  if (statusOf(error) !== 404) throw error;
};

function open(storage: StorageAccount, name: string): TableClient {
  const options = { retryOptions: { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 } };
  const client =
    'connectionString' in storage
      ? TableClient.fromConnectionString(storage.connectionString, name, {
          ...options,
          allowInsecureConnection: isPlainHttp(storage.connectionString),
        })
      : new TableClient(serviceUrl(storage.account, 'table'), name, storage.credential, options);
  client.pipeline.addPolicy(versionsOfRemoved, { phase: 'Serialize' }); // before the request is measured and signed
  return client;
}

/** The account may answer a page without rows that is not the last: then it is asked on. */
async function list(client: TableClient, query: Query, abortSignal: AbortSignal): Promise<Page> {
  const pages = client
    .listEntities<Properties>({ queryOptions: { filter: filterOf(query) }, abortSignal })
    .byPage({ maxPageSize: query.top ?? 1000 });
  try {
    for await (const page of pages) {
      const last = page.at(-1)?.rowKey;
      if (last === undefined) continue;
      const items = page.map(entity => storedOf(query.partition, entity.rowKey ?? '', entity));
      return page.continuationToken === undefined ? { items } : { items, continuation: continuationAfter(last) };
    }
  } catch (error) {
    absent(error);
  }
  return { items: [] };
}

function filterOf({ partition, from = '', to, continuation }: Query): string {
  const begins =
    continuation !== undefined ? odata`RowKey gt ${lastRowOf(continuation)}` : from === '' ? '' : odata`RowKey ge ${from}`;
  const ends = to === undefined ? '' : odata`RowKey lt ${to}`;
  return [odata`PartitionKey eq ${partition}`, begins, ends].filter(part => part !== '').join(' and ');
}

const storedOf = (partition: string, row: string, entity: Properties & { readonly etag: string }): Stored => ({
  partition,
  row,
  etag: entity.etag,
  value: documentOf(entity),
});

/** One change is an operation of its own, which is quicker and cheaper than a batch of one. */
async function write(
  client: TableClient,
  changes: readonly Change[],
  entities: readonly Entity[],
  abortSignal: AbortSignal,
): Promise<Written> {
  try {
    const etags =
      changes.length === 1
        ? await writeOne(client, changes[0]!, entities[0]!, abortSignal)
        : await writeAll(client, changes, entities, abortSignal);
    return { ok: true, etags: changes.map((change, n) => (change.kind === 'remove' ? '' : (etags[n] ?? ''))) };
  } catch (error) {
    return refusalOf(error, changes.length);
  }
}

async function writeOne(client: TableClient, change: Change, entity: Entity, abortSignal: AbortSignal) {
  switch (change.kind) {
    case 'insert':
      return [(await client.createEntity(entity, { abortSignal })).etag];
    case 'put':
      return [(await client.upsertEntity(entity, 'Replace', { abortSignal })).etag];
    case 'replace':
      return [(await client.updateEntity(entity, 'Replace', { etag: change.etag, abortSignal })).etag];
    case 'remove':
      await client.deleteEntity(entity.partitionKey, entity.rowKey, { etag: change.etag, abortSignal });
      return [];
    default:
      return change satisfies never;
  }
}

async function writeAll(client: TableClient, changes: readonly Change[], entities: readonly Entity[], abortSignal: AbortSignal) {
  versions.set(
    abortSignal,
    changes.filter(({ kind }) => kind === 'remove').map(change => ('etag' in change ? change.etag : '*')),
  );
  const { subResponses } = await client.submitTransaction(
    changes.map((change, n) => action(change, entities[n]!)),
    { abortSignal },
  );
  return subResponses.map(({ etag }) => etag?.trim());
}

function action(change: Change, entity: Entity): TransactionAction {
  switch (change.kind) {
    case 'insert':
      return ['create', entity];
    case 'put':
      return ['upsert', entity, 'Replace'];
    case 'replace':
      return ['update', entity, 'Replace', { etag: change.etag }];
    case 'remove':
      return ['delete', entity];
    default:
      return change satisfies never;
  }
}

/** The versions that the removed rows of a batch must have, in their order, by the signal of its request. */
const versions = new WeakMap<object, readonly string[]>();

/** The SDK removes any version in a batch: its `If-Match: *` is made the version we mean. No line of a row's JSON begins so. */
const versionsOfRemoved: Parameters<TableClient['pipeline']['addPolicy']>[0] = {
  name: 'versionsOfRemoved',
  sendRequest(request, next) {
    const wanted = [...((request.abortSignal && versions.get(request.abortSignal)) ?? [])];
    if (wanted.length > 0 && typeof request.body === 'string')
      request.body = request.body.replace(
        /^(DELETE .*\r\n(?:[\w-]+: .*\r\n)*?if-match: )\*/gim,
        (_, head: string) => `${head}${wanted.shift() ?? '*'}`,
      );
    return next(request);
  },
};

const reasons = { 404: 'missing', 409: 'exists', 412: 'changed' } as const;

/** The first change that could not be made is named at the head of a batch's message: `2:The specified entity already exists.` */
function refusalOf(error: unknown, changes: number): Written {
  const code = codeOf(error);
  const because = reasons[statusOf(error) as keyof typeof reasons];
  if (code === 'TableNotFound' || because === undefined) throw error;
  const index = changes === 1 ? 0 : Number(/^(\d+):/.exec((error as Error).message)?.[1]);
  if (!Number.isInteger(index)) throw error;
  return { ok: false, index, because };
}
