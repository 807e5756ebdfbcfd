/** Events that Communication Services sends us, in the Event Grid schema. Times are plant time, ms. */
import { uuidV5 } from '../../engine/uuid.ts';

/** An event as Event Grid posts it. */
export interface GridEvent {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly eventType: string;
  readonly eventTime: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dataVersion: '1.0';
  readonly metadataVersion: '1';
}

const topic =
  '/subscriptions/00000000-0000-4000-8000-000000000000/resourcegroups/local/providers/microsoft.communication/communicationservices/local';
/** The service writes numbers without the plus. */
const digits = (phone: string) => phone.replace(/\D/g, '');
const iso = (at: number) => new Date(at).toISOString();

export interface SmsReport {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly tag: string | undefined;
  readonly delivered: boolean;
}

export const smsReport = ({ messageId, from, to, tag, delivered }: SmsReport, at: number): GridEvent =>
  event('SMSDeliveryReportReceived', `report/${messageId}`, `/phonenumber/${digits(to)}`, at, {
    messageId,
    from: digits(from),
    to: digits(to),
    deliveryStatus: delivered ? 'Delivered' : 'Failed',
    deliveryStatusDetails: delivered ? 'No error.' : 'Unreachable destination handset',
    deliveryAttempts: [{ timestamp: iso(at), segmentsSucceeded: delivered ? 1 : 0, segmentsFailed: delivered ? 0 : 1 }],
    receivedTimestamp: iso(at),
    ...(tag === undefined ? {} : { tag }),
  });

export interface EmailReport {
  readonly operationId: string;
  readonly sender: string;
  readonly recipient: string;
  readonly delivered: boolean;
}

export const emailReport = ({ operationId, sender, recipient, delivered }: EmailReport, at: number): GridEvent =>
  event('EmailDeliveryReportReceived', `report/${operationId}/${recipient}`, `sender/${sender}/message/${operationId}`, at, {
    sender,
    recipient,
    internetMessageId: `<${operationId}@azurecomm.example>`,
    messageId: operationId,
    status: delivered ? 'Delivered' : 'Bounced',
    deliveryStatusDetails: {
      statusMessage: delivered ? 'The message was accepted by the recipient mail server.' : '550 5.1.1 mailbox unavailable',
      recipientMailServerHostName: 'mx.example',
    },
    deliveryAttemptTimeStamp: iso(at),
  });

/** `id` tells one reply from the next; the same id is the same reply. */
export const smsReceived = (reply: { id: string; from: string; to: string; text: string }, at: number): GridEvent =>
  event('SMSReceived', `reply/${reply.id}`, `/phonenumber/${digits(reply.to)}`, at, {
    messageId: `Incoming_${uuidV5(`reply/${reply.id}`)}`,
    from: digits(reply.from),
    to: digits(reply.to),
    message: reply.text,
    receivedTimestamp: iso(at),
    segmentCount: 1,
  });

const event = (type: string, key: string, subject: string, at: number, data: GridEvent['data']): GridEvent => ({
  id: uuidV5(key),
  topic,
  subject,
  eventType: `Microsoft.Communication.${type}`,
  eventTime: iso(at),
  data,
  dataVersion: '1.0',
  metadataVersion: '1',
});
