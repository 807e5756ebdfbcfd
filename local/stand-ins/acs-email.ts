/** E-mail of the Communication Services stand-in. */
import { createHash } from 'node:crypto';
import type { PlainRequest, PlainResponse } from '../host/types.ts';
import { transaction } from '../store/database.ts';
import { aboutKey } from './about.ts';
import type { Acs } from './acs-resource.ts';
import { bodyOf, json, refusal } from './answers.ts';
import type { Fault } from './faults.ts';
import type { LogEntry } from './inbox.ts';
import { emailReport } from './reports.ts';

interface Mail {
  readonly senderAddress: string;
  readonly content: { readonly subject: string; readonly plainText?: string; readonly html?: string };
  readonly recipients: { readonly to: readonly { readonly address: string }[] };
  readonly headers?: Readonly<Record<string, string>>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The same operation id with the same mail is the same operation, and no second mail; with another mail it is refused. */
export function sendEmail(acs: Acs, request: PlainRequest, fault: Fault | undefined): PlainResponse {
  const operationId = request.headers['operation-id'];
  if (operationId === undefined || !uuid.test(operationId)) return refusal(400, 'BadRequest', 'Operation-Id is not a UUID.');
  const mail = mailOf(bodyOf(request));
  if (typeof mail === 'string') return refusal(400, 'BadRequest', mail);
  const bodyHash = createHash('sha256').update(request.body).digest('hex');
  const known = acs.inbox.find('email', operationId);
  if (known !== undefined && known.bodyHash !== bodyHash)
    return refusal(409, 'OperationIdInUse', 'The operation id belongs to another mail.');
  if (known === undefined) accept(acs, mail, operationId, bodyHash, fault);
  return json(202, { id: operationId, status: 'Running', error: null }, locationOf(request, operationId));
}

function accept(acs: Acs, mail: Mail, operationId: string, bodyHash: string, fault: Fault | undefined): void {
  const recipient = mail.recipients.to[0]!.address;
  const report = { operationId, sender: mail.senderAddress, recipient, delivered: fault?.receiptFailed !== true };
  transaction(acs.db, () => {
    acs.inbox.record({ ...seen(mail, recipient), providerId: operationId, operationId, bodyHash, raw: mail });
    if (fault?.acceptedNeverDelivered !== true)
      acs.postOffice.post(`email/${operationId}`, 'message-events', at => emailReport(report, at));
  });
}

const seen = (mail: Mail, to: string) => ({
  channel: 'email' as const,
  to,
  subject: mail.content.subject,
  text: mail.content.plainText ?? '',
  html: mail.content.html ?? null,
  ...aboutKey(keyOf(mail.headers)),
});

function keyOf(headers: Readonly<Record<string, string>> = {}): string | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-tocsin-key')?.[1];
  return value === undefined ? undefined : decodeURI(value);
}

/** The mail, or what is wrong with it. */
function mailOf(body: unknown): Mail | string {
  const mail = body as Partial<Mail> | undefined;
  if (typeof mail?.senderAddress !== 'string' || !mail.senderAddress.includes('@')) return 'senderAddress is missing.';
  if (typeof mail.content?.subject !== 'string') return 'content.subject is missing.';
  if (!mail.content.plainText && !mail.content.html) return 'content has neither plainText nor html.';
  const to = mail.recipients?.to;
  if (!Array.isArray(to) || to.length !== 1 || !String(to[0]?.address).includes('@')) return 'recipients.to is not one address.';
  const unsafe = Object.entries(mail.headers ?? {})
    .flat()
    .some(part => /[^\x20-\x7e]/.test(part));
  return unsafe ? 'headers are not printable ASCII.' : (mail as Mail);
}

/** What became of an operation. It is handed on at once; only the report tells whether it arrived. */
export function emailOperation(acs: Acs, operationId: string): PlainResponse {
  const known: LogEntry | undefined = acs.inbox.find('email', operationId);
  if (known === undefined) return refusal(404, 'OperationNotFound', 'There is no such operation.');
  return json(200, { id: operationId, status: 'Succeeded', error: null });
}

const locationOf = (request: PlainRequest, operationId: string) => {
  const version = /[?&](api-version=[^&]*)/.exec(request.url)?.[1] ?? '';
  const location = `http://${request.headers.host}/emails/operations/${operationId}?${version}`;
  return { 'operation-location': location, 'retry-after': '5' };
};
