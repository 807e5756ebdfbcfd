/** E-mail through Azure Communication Services. */
import { EmailClient, type EmailMessage } from '@azure/communication-email';
import type { EmailSender, SendResult } from '../engine/ports.ts';
import { type AcsResource, connect, endpointOf } from './acs-resource.ts';
import { attempt, attemptMs, ofRefusal, sentence } from './attempt.ts';

const apiVersion = '2025-09-01';
type Mail = Parameters<EmailSender['send']>[0];
type Send = NonNullable<Parameters<EmailClient['beginSend']>[1]>;
type RawResponse = Parameters<NonNullable<Send['onResponse']>>[0];

/** `from` is an address of a domain that is linked to the resource. Throws when there is no way to the resource. */
export function emailViaAcs(options: AcsResource & { readonly from: string }): EmailSender {
  const client = connect(options, EmailClient, {});
  const timeoutMs = options.timeoutMs ?? attemptMs;
  return {
    send: mail =>
      attempt(timeoutMs, signal =>
        firstAnswer(client, message(options.from, mail), { operationId: mail.operationId }, signal, raw =>
          raw.status < 300 ? { kind: 'accepted', providerId: operationOf(raw) ?? mail.operationId } : refusalOf(raw),
        ),
      ),
    ask: operationId =>
      attempt(timeoutMs, signal =>
        firstAnswer(client, nothing, { resumeFrom: running(endpointOf(options), operationId) }, signal, raw =>
          raw.status < 300 ? ofOperation(raw, operationId) : refusalOf(raw),
        ),
      ),
  };
}

/**
 * Takes the SDK's first answer and stops it there: after the POST it would ask for the operation at once, which counts against
 * a quota of ten per minute, and whose failure would hide that the mail was accepted.
 */
async function firstAnswer(
  client: EmailClient,
  mail: EmailMessage,
  options: Send,
  signal: AbortSignal,
  read: (raw: RawResponse) => SendResult,
): Promise<SendResult> {
  const enough = new AbortController();
  let result: SendResult | undefined;
  const onResponse = (raw: RawResponse) => {
    result ??= read(raw);
    enough.abort();
  };
  try {
    await client.beginSend(mail, { ...options, onResponse, abortSignal: AbortSignal.any([signal, enough.signal]) });
  } catch (error) {
    if (result === undefined) throw error;
  }
  return result ?? { kind: 'unknown', why: 'no answer' };
}

/** `Succeeded` is "handed on": only a delivery report proves more. */
function ofOperation(raw: RawResponse, operationId: string): SendResult {
  const { status } = (raw.parsedBody ?? {}) as { status?: string };
  if (status === 'Failed' || status === 'Canceled') return { kind: 'refused', why: sentence(raw.status, raw.bodyAsText) };
  return { kind: 'accepted', providerId: operationId };
}

const refusalOf = (raw: RawResponse): SendResult =>
  ofRefusal({ status: raw.status, header: name => raw.headers.get(name), why: sentence(raw.status, raw.bodyAsText) });

const operationOf = (raw: RawResponse) => (raw.parsedBody as { id?: string } | undefined)?.id;

/** The state of a poller that has sent already, as its `toString()` would give it: it only asks. */
const running = (endpoint: string, operationId: string) =>
  JSON.stringify({
    state: {
      status: 'running',
      config: {
        metadata: { mode: 'OperationLocation' },
        operationLocation: `${endpoint}/emails/operations/${encodeURIComponent(operationId)}?api-version=${apiVersion}`,
      },
    },
  });

/** `References` keeps the mails of one alarm together; `Auto-Submitted` keeps out-of-office replies away (RFC 3834). */
function message(from: string, mail: Mail): EmailMessage {
  const key = encodeURI(mail.tag);
  return {
    senderAddress: from,
    content: { subject: mail.subject, plainText: mail.text, html: mail.html },
    recipients: { to: [{ address: mail.to, displayName: mail.toName }] },
    headers: { 'X-Tocsin-Key': key, 'Auto-Submitted': 'auto-generated', References: `<${key.split('/', 1)[0]}@tocsin>` },
    disableUserEngagementTracking: true,
  };
}

const nothing: EmailMessage = { senderAddress: '', content: { subject: '', plainText: '' }, recipients: {} };
