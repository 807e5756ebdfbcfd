/** SMS of the Communication Services stand-in. */
import { createHash } from 'node:crypto';
import { uuidV5 } from '../../engine/uuid.ts';
import type { PlainRequest, PlainResponse } from '../host/types.ts';
import { transaction } from '../store/database.ts';
import { aboutKey } from './about.ts';
import type { Acs } from './acs-resource.ts';
import { bodyOf, json, refusal } from './answers.ts';
import type { Fault } from './faults.ts';
import { smsReport } from './reports.ts';

interface Recipient {
  readonly to: string;
  readonly repeatabilityRequestId: string;
  readonly repeatabilityFirstSent: string;
}

interface Sms {
  readonly from: string;
  readonly smsRecipients: readonly Recipient[];
  readonly message: string;
  readonly smsSendOptions?: { readonly enableDeliveryReport?: boolean; readonly tag?: string };
}

const phone = /^\+[1-9]\d{6,14}$/;
const textMax = 2048;
const recipientsMax = 100;

/** One result per recipient; a refusal of one of them lies inside the 202. */
export function sendSms(acs: Acs, request: PlainRequest, fault: Fault | undefined): PlainResponse {
  const sms = smsOf(bodyOf(request));
  if (typeof sms === 'string') return refusal(400, 'BadRequest', sms);
  return json(202, { value: sms.smsRecipients.map(recipient => sendOne(acs, sms, recipient, fault)) });
}

/** A known repeatability id with the same content is answered with the message that it was; with other content it is rejected. */
function sendOne(acs: Acs, sms: Sms, recipient: Recipient, fault: Fault | undefined) {
  const { to, repeatabilityRequestId: id } = recipient;
  if (!phone.test(to)) return refused(to, 400, 'The number is not in E.164.');
  if (!id || Number.isNaN(Date.parse(recipient.repeatabilityFirstSent))) return refused(to, 400, 'Repeatability is incomplete.');
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([sms.from, to, sms.message]))
    .digest('hex');
  const known = acs.inbox.find('sms', id);
  if (known !== undefined && known.bodyHash !== bodyHash) return refused(to, 400, 'The repeatability id belongs to another SMS.');
  const messageId = known?.providerId ?? `Outgoing_${uuidV5(`sms/${id}`)}_local`;
  if (known === undefined) accept(acs, sms, recipient, { messageId, bodyHash }, fault);
  return { to, messageId, httpStatusCode: 202, repeatabilityResult: 'accepted', successful: true };
}

function accept(
  acs: Acs,
  sms: Sms,
  { to, repeatabilityRequestId: operationId }: Recipient,
  { messageId, bodyHash }: { messageId: string; bodyHash: string },
  fault: Fault | undefined,
): void {
  const tag = sms.smsSendOptions?.tag;
  const item = { channel: 'sms' as const, to, subject: null, text: sms.message, html: null, ...aboutKey(tag) };
  const wanted = sms.smsSendOptions?.enableDeliveryReport === true && fault?.acceptedNeverDelivered !== true;
  const report = { messageId, from: sms.from, to, tag, delivered: fault?.receiptFailed !== true };
  transaction(acs.db, () => {
    acs.inbox.record({ ...item, providerId: messageId, operationId, bodyHash, raw: sms });
    if (wanted) acs.postOffice.post(`sms/${operationId}`, 'message-events', at => smsReport(report, at));
  });
}

const refused = (to: string, httpStatusCode: number, errorMessage: string) => ({
  ...{ to, httpStatusCode, errorMessage },
  repeatabilityResult: 'rejected',
  successful: false,
});

/** The SMS, or what is wrong with it as a whole. */
function smsOf(body: unknown): Sms | string {
  const sms = body as Partial<Sms> | undefined;
  if (typeof sms?.from !== 'string' || sms.from === '') return 'from is missing.';
  if (typeof sms.message !== 'string' || sms.message === '' || sms.message.length > textMax)
    return 'message is missing or too long.';
  const { smsRecipients: all } = sms;
  if (!Array.isArray(all) || all.length === 0 || all.length > recipientsMax) return 'smsRecipients is not 1 to 100 recipients.';
  return all.every(one => typeof one?.to === 'string') ? (sms as Sms) : 'smsRecipients holds one without to.';
}
