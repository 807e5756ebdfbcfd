/** Stands in for the Dataverse Web API, as far as cases go. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Endpoint, PlainRequest, PlainResponse } from '../host/types.ts';
import { transaction } from '../store/database.ts';
import { aboutText } from './about.ts';
import { bodyOf, json, refusal } from './answers.ts';
import { answerUnder, type Faults } from './faults.ts';
import type { Inbox } from './inbox.ts';

export interface CrmStandIn {
  /** That of the inbox. */
  readonly db: DatabaseSync;
  readonly inbox: Inbox;
  readonly faults: Faults;
  /** Path before `/api/data/v9.2/`; default none. */
  readonly prefix?: string;
}

interface Incident {
  readonly title: string;
  readonly description: string;
  /** 0 active, 1 resolved. */
  readonly statecode: number;
}

interface Cases {
  read(id: string): Incident | undefined;
  write(id: string, incident: Incident): void;
}

const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const incidentPath = new RegExp(`^incidents\\((${guid})\\)$`);
const boundIncident = new RegExp(`^/?incidents\\((${guid})\\)$`);

/** Any bearer token will do. Each opening and each closing that is done is one row of the inbox. */
export function crmEndpoint(crm: CrmStandIn): Endpoint {
  const cases = casesIn(crm.db);
  const base = `${crm.prefix ?? ''}/api/data/v9.2/`;
  return async request => {
    const path = request.url.split('?', 1)[0]!;
    if (!path.startsWith(base)) return undefined;
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? ''))
      return refusal(401, '0x80040220', 'A bearer token is missing.');
    const work = workOf(request, path.slice(base.length), { ...crm, cases });
    return answerUnder(crm.faults.take('crm'), work ?? (() => refusal(404, '0x80060888', 'Resource not found.')));
  };
}

type Desk = CrmStandIn & { readonly cases: Cases };

function workOf(request: PlainRequest, rest: string, desk: Desk): (() => PlainResponse) | undefined {
  const id = incidentPath.exec(rest)?.[1]?.toLowerCase();
  if (request.method === 'PATCH' && id !== undefined) return () => upsert(request, id, desk);
  if (request.method === 'GET' && id !== undefined) return () => show(id, desk);
  if (request.method === 'POST' && rest === 'CloseIncident') return () => close(request, desk);
  return undefined;
}

function upsert(request: PlainRequest, id: string, { cases, inbox, db }: Desk): PlainResponse {
  const known = cases.read(id);
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch, prefer = '', host } = request.headers;
  if (known !== undefined && ifNoneMatch === '*')
    return refusal(412, '0x80040237', 'A record with matching key values already exists.');
  if (known === undefined && ifMatch !== undefined) return absent(id);
  const body = bodyOf(request) as { title?: unknown; description?: unknown } | undefined;
  if (typeof body?.title !== 'string') return refusal(400, '0x80048d19', 'title is missing.');
  const { title } = body;
  const incident = { title, description: String(body.description ?? ''), statecode: known?.statecode ?? 0 };
  transaction(db, () => {
    cases.write(id, incident);
    if (known === undefined) inbox.record(opened(id, incident, body));
  });
  const entity = `http://${host}${request.url.split('?', 1)[0]}`;
  if (!prefer.includes('return=representation')) return { status: 204, headers: { 'odata-entityid': entity } };
  return json(known === undefined ? 201 : 200, { incidentid: id, ...incident }, { 'odata-entityid': entity });
}

function show(id: string, { cases }: Desk): PlainResponse {
  const incident = cases.read(id);
  return incident === undefined ? absent(id) : json(200, { incidentid: id, ...incident });
}

/** Not idempotent, as in Dataverse: what is closed cannot be closed. */
function close(request: PlainRequest, { cases, inbox, db }: Desk): PlainResponse {
  const body = bodyOf(request) as { IncidentResolution?: Record<string, unknown> } | undefined;
  const resolution = body?.IncidentResolution;
  const id = boundIncident.exec(String(resolution?.['incidentid@odata.bind']))?.[1]?.toLowerCase();
  if (resolution === undefined || id === undefined) return refusal(400, '0x80048d19', 'IncidentResolution names no incident.');
  const incident = cases.read(id);
  if (incident === undefined) return absent(id);
  if (incident.statecode !== 0) return refusal(400, '0x8004020c', 'The case is resolved already.');
  transaction(db, () => {
    cases.write(id, { ...incident, statecode: 1 });
    inbox.record(closed(id, incident, resolution));
  });
  return { status: 204 };
}

const opened = (id: string, incident: Incident, raw: unknown) => ({
  ...row(incident, raw),
  subject: incident.title,
  text: incident.description,
  providerId: id,
  operationId: id,
});

const closed = (id: string, incident: Incident, resolution: Readonly<Record<string, unknown>>) => ({
  ...row(incident, resolution),
  subject: `Closed: ${incident.title}`,
  text: [resolution.subject, resolution.description].filter(Boolean).join('\n'),
  providerId: id,
  operationId: `${id}/closed`,
});

const row = (incident: Incident, raw: unknown) => ({
  channel: 'case' as const,
  to: 'CRM',
  html: null,
  ...aboutText(`${incident.description}\n${incident.title}`),
  bodyHash: createHash('sha256').update(JSON.stringify(raw)).digest('hex'),
  raw,
});

const absent = (id: string) => refusal(404, '0x80040217', `Entity 'incident' With Id = ${id} Does Not Exist`);

function casesIn(db: DatabaseSync): Cases {
  db.exec(`CREATE TABLE IF NOT EXISTS crm_case (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL, statecode INTEGER NOT NULL) STRICT`);
  const read = db.prepare('SELECT title, description, statecode FROM crm_case WHERE id = ?');
  const write = db.prepare('INSERT OR REPLACE INTO crm_case VALUES (?, ?, ?, ?)');
  return {
    read: id => read.get(id) as unknown as Incident | undefined,
    write: (id, { title, description, statecode }) => void write.run(id, title, description, statecode),
  };
}
