/** Cases in Dynamics 365, through the Dataverse Web API. */
import type { CaseResult, Crm } from '../engine/ports.ts';
import { type Answer, attempt, attemptMs, jsonOf, ofRefusal, sentence } from './attempt.ts';

export interface Dataverse {
  /** `https://ORG.crm4.dynamics.com`, without a slash at the end. */
  readonly baseUrl: string;
  /** A bearer token for `<baseUrl>/.default`; it may fail. */
  readonly token: () => Promise<string>;
  /** GUID of the account that cases belong to: most organisations demand a customer. */
  readonly customerAccount?: string;
  readonly timeoutMs?: number;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
type Call = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Reply>;

/** A case's id is ours, so opening it twice meets itself (412); closing it twice is seen before it is done. The reference is that id. */
export function crmViaDataverse(options: Dataverse): Crm {
  const within = (work: (call: Call) => Promise<CaseResult>) =>
    attempt(options.timeoutMs ?? attemptMs, signal => work(caller(options, signal))).then(orBusy);
  return {
    open: card => within(call => open(call, card, options.customerAccount)),
    close: (id, resolution) => within(call => close(call, id, resolution)),
  };
}

async function open(call: Call, card: Parameters<Crm['open']>[0], customerAccount?: string): Promise<CaseResult> {
  const reply = await call('PATCH', `incidents(${card.id})`, incident(card, customerAccount), { 'if-none-match': '*' });
  return reply.status < 300 || reply.status === 412 ? { kind: 'done', reference: card.id } : refusalOf(reply);
}

async function close(call: Call, id: string, resolution: Parameters<Crm['close']>[1]): Promise<CaseResult> {
  const now = await call('GET', `incidents(${id})?$select=statecode`);
  if (now.status >= 300) return refusalOf(now);
  if (jsonOf<{ statecode: number }>(now.text)?.statecode !== active) return { kind: 'done', reference: id };
  const reply = await call('POST', 'CloseIncident', closing(id, resolution));
  return reply.status < 300 ? { kind: 'done', reference: id } : refusalOf(reply);
}

const active = 0;
const problemSolved = 5;
const priority = { urgent: 1, high: 1, normal: 2, low: 3 } as const;
const fromIot = 700610000;
const isProblem = 2;

const incident = (card: Parameters<Crm['open']>[0], customerAccount?: string) => ({
  title: card.title,
  description: `${card.description}\n\nQueue: ${card.queue}`,
  prioritycode: priority[card.priority],
  caseorigincode: fromIot,
  casetypecode: isProblem,
  ...(customerAccount === undefined ? {} : { 'customerid_account@odata.bind': `/accounts(${customerAccount})` }),
});

const closing = (id: string, resolution: { subject: string; description: string }) => ({
  IncidentResolution: {
    subject: resolution.subject,
    description: resolution.description,
    'incidentid@odata.bind': `/incidents(${id})`,
    '@odata.type': 'Microsoft.Dynamics.CRM.incidentresolution',
  },
  Status: problemSolved,
});

function caller({ baseUrl, token }: Dataverse, signal: AbortSignal): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${baseUrl}/api/data/v9.2/${path}`, {
      method,
      signal,
      redirect: 'error',
      headers: { ...odata, authorization: `Bearer ${await token()}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  };
}

const odata = {
  'odata-version': '4.0',
  'odata-maxversion': '4.0',
  accept: 'application/json',
  'content-type': 'application/json; charset=utf-8',
};

/** A role or a consent that is missing is given within the day, and the case waits for it: nobody is told otherwise meanwhile. */
const mayPass = new Set([401, 403]);

const refusalOf = (reply: Reply): CaseResult =>
  mayPass.has(reply.status) ? { kind: 'busy', why: sentence(reply.status, reply.text) } : orBusy(ofRefusal(answerOf(reply)));

const answerOf = ({ status, headers, text }: Reply): Answer => ({
  status,
  header: name => headers.get(name),
  why: sentence(status, text),
});

/** What is unknown can simply be done again here. */
const orBusy = (result: CaseResult | { kind: 'unknown'; why: string }): CaseResult =>
  result.kind === 'unknown' ? { kind: 'busy', why: result.why } : result;
