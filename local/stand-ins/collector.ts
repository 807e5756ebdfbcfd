/** Stands in for whoever watches: an OpenTelemetry collector (OTLP over HTTP, JSON) and the ingestion of Application Insights. */
import { gunzipSync } from 'node:zlib';
import type { Endpoint, PlainRequest, PlainResponse } from '../host/types.ts';

export interface SeenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** As numbered by OTLP: 1 internal, 2 server, 3 client. */
  readonly kind: number;
  /** Nanoseconds since the epoch. */
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Attributes;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly failed?: string;
  readonly resource: Attributes;
}

export interface SeenRecord {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly body: unknown;
  readonly severity: string;
  readonly attributes: Attributes;
}

/** What Application Insights is sent: one item of telemetry. */
export interface SeenEnvelope {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: { readonly baseType: string; readonly baseData: Attributes };
}

export type Attributes = Readonly<Record<string, unknown>>;

/** `hang` never answers; a number is a status without effect. */
export type Behaviour = 'well' | 'hang' | number;

export interface Collector {
  readonly endpoint: Endpoint;
  readonly spans: readonly SeenSpan[];
  readonly records: readonly SeenRecord[];
  readonly envelopes: readonly SeenEnvelope[];
  behaves(how: Behaviour): void;
  /** Requests that came, whatever became of them. */
  asked(): number;
  /** Requests that were never answered and whose sender is still there or not. */
  unanswered(): number;
  /** Cuts what was left unanswered. */
  release(): void;
}

const paths = ['/v1/traces', '/v1/logs', '/v2.1/track'] as const;

export function createCollector(): Collector {
  const seen = { spans: [] as SeenSpan[], records: [] as SeenRecord[], envelopes: [] as SeenEnvelope[] };
  const held: ((answer: PlainResponse) => void)[] = [];
  let behaviour: Behaviour = 'well';
  let asked = 0;
  return {
    ...seen,
    behaves: how => {
      behaviour = how;
    },
    asked: () => asked,
    unanswered: () => held.length,
    release: () => {
      for (const answer of held.splice(0)) answer({ status: 0 });
    },
    endpoint: async request => {
      const path = paths.find(one => one === request.url.split('?', 1)[0]);
      if (request.method !== 'POST' || path === undefined) return undefined;
      asked++;
      if (behaviour === 'hang') return new Promise(resolve => held.push(resolve));
      if (behaviour !== 'well') return { status: behaviour };
      const text = textOf(request);
      if (path === '/v1/traces') seen.spans.push(...spansIn(JSON.parse(text)));
      else if (path === '/v1/logs') seen.records.push(...recordsIn(JSON.parse(text)));
      else return tracked(text, seen.envelopes);
      return json({});
    },
  };
}

const json = (body: unknown): PlainResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const textOf = ({ headers, body }: PlainRequest): string =>
  new TextDecoder().decode(headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);

function tracked(text: string, envelopes: SeenEnvelope[]): PlainResponse {
  const items = (text.startsWith('[') ? JSON.parse(text) : text.split('\n').map(line => JSON.parse(line))) as SeenEnvelope[];
  envelopes.push(...items);
  return json({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] });
}

interface Scoped<Key extends string, Item> {
  readonly resource?: Attributed;
  readonly scopeSpans?: readonly Readonly<Record<Key, readonly Item[]>>[];
  readonly scopeLogs?: readonly Readonly<Record<Key, readonly Item[]>>[];
}

interface Attributed {
  readonly attributes?: readonly { readonly key: string; readonly value: Value }[];
}

type Value = Readonly<Record<string, unknown>>;

interface OtlpSpan extends Attributed, Pick<SeenSpan, 'traceId' | 'spanId' | 'parentSpanId' | 'name' | 'kind' | 'links'> {
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface OtlpRecord extends Attributed, Pick<SeenRecord, 'traceId' | 'spanId'> {
  readonly severityText: string;
  readonly body: Value;
}

function spansIn({ resourceSpans = [] }: { readonly resourceSpans?: readonly Scoped<'spans', OtlpSpan>[] }): SeenSpan[] {
  return resourceSpans.flatMap(({ resource = {}, scopeSpans = [] }) =>
    scopeSpans.flatMap(({ spans }) => spans.map(span => spanOf(span, attributesOf(resource)))),
  );
}

function spanOf(span: OtlpSpan, resource: Attributes): SeenSpan {
  const { traceId, spanId, parentSpanId, name, kind, links = [], status } = span;
  return {
    ...{ traceId, spanId, name, kind, resource },
    ...(parentSpanId && { parentSpanId }),
    start: BigInt(span.startTimeUnixNano),
    end: BigInt(span.endTimeUnixNano),
    attributes: attributesOf(span),
    links: links.map(link => ({ traceId: link.traceId, spanId: link.spanId })),
    ...(status?.code === 2 && { failed: status.message ?? '' }),
  };
}

function recordsIn({ resourceLogs = [] }: { readonly resourceLogs?: readonly Scoped<'logRecords', OtlpRecord>[] }): SeenRecord[] {
  return resourceLogs.flatMap(({ scopeLogs = [] }) =>
    scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map(record => ({
        ...(record.traceId && { traceId: record.traceId }),
        ...(record.spanId && { spanId: record.spanId }),
        body: plainOf(record.body),
        severity: record.severityText,
        attributes: attributesOf(record),
      })),
    ),
  );
}

const attributesOf = ({ attributes = [] }: Attributed): Attributes =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plainOf(value)]));

function plainOf(value: Value): unknown {
  const [[kind, of] = []] = Object.entries(value);
  if (kind === 'intValue') return Number(of);
  if (kind === 'arrayValue') return ((of as { values?: Value[] }).values ?? []).map(plainOf);
  if (kind === 'kvlistValue') return attributesOf({ attributes: (of as { values: [] }).values });
  return of ?? null;
}
