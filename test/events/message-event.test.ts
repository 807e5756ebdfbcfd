import { describe, expect, test } from 'vitest';
import { decodeMessageEvent } from '../../engine/events/decode-message-event.ts';
import { phoneOf } from '../../engine/events/phone.ts';
import { enqueuedMs, eventGridEvent } from './telemetry-event.ts';

const event = (type: string, data: object, envelope = {}) =>
  decodeMessageEvent(eventGridEvent(`Microsoft.Communication.${type}`, data, envelope));
const sms = (data: object = {}) =>
  event('SMSDeliveryReportReceived', { messageId: 'Outgoing_1', to: '+14255550123', deliveryStatus: 'Delivered', ...data });
const mail = (data: object = {}) =>
  event('EmailDeliveryReportReceived', { messageId: 'op-1', recipient: 'a@b.example', status: 'Delivered', ...data });
const reply = (data: object = {}, envelope = {}) =>
  event('SMSReceived', { from: '14255550123', to: '18335550142', message: 'K7QF', ...data }, envelope);

describe('names in any case', () => {
  test('of an SMS report', () => {
    const data = {
      MESSAGEID: 'Outgoing_1',
      To: '14255550123',
      deliverystatus: 'DELIVERED',
      DeliveryStatusDetails: 'No error.',
      Tag: 'a/b',
    };
    expect(event('SMSDeliveryReportReceived', data)).toMatchObject({
      event: { messageId: 'Outgoing_1', to: '+14255550123', delivered: true, tag: 'a/b', details: 'DELIVERED: No error.' },
    });
  });

  test.each(['deliveryAttemptTimeStamp', 'deliveryAttemptTimestamp'])('%s of an e-mail report', name => {
    expect(mail({ [name]: '2026-11-18T07:00:00Z' })).toMatchObject({ event: { at: Date.UTC(2026, 10, 18, 7) } });
  });
});

describe('reports', () => {
  test.each([
    ['Delivered', true],
    ['Failed', false],
    ['Expired', false],
  ])('an SMS that is %s was delivered: %s', (deliveryStatus, delivered) => {
    expect(sms({ deliveryStatus })).toMatchObject({ event: { delivered, details: deliveryStatus } });
  });

  test.each([
    ['Delivered', true],
    ['Expanded', true],
    ['Suppressed', false],
    ['Bounced', false],
    ['Quarantined', false],
    ['FilteredSpam', false],
    ['Failed', false],
    ['Undelivered', false],
  ])('a mail that is %s was delivered: %s', (status, delivered) =>
    expect(mail({ status })).toMatchObject({ event: { delivered } }),
  );

  test.each([undefined, null, ''])('tag %j is none', tag => {
    expect(Object.keys((sms({ tag }) as { event: object }).event)).not.toContain('tag');
  });

  test('details are cut', () => {
    expect(mail({ deliveryStatusDetails: { statusMessage: 'x'.repeat(3000) } })).toMatchObject({
      event: { details: expect.stringMatching(/^.{500}$/) },
    });
    expect(mail({ deliveryStatusDetails: 'not an object' })).toMatchObject({ event: { details: 'Delivered' } });
  });
});

describe('replies', () => {
  test('the text is kept as it was written, even when empty', () => {
    expect(reply({ message: ' k7qf \n' })).toMatchObject({ event: { text: ' k7qf \n' } });
    expect(reply({ message: '' })).toMatchObject({ event: { text: '' } });
    expect(reply({ message: 'x'.repeat(5000) })).toMatchObject({ event: { text: 'x'.repeat(2000) } });
  });

  test.each([undefined, null, 'broken'])('a time of the provider that is %j costs no answer', receivedTimestamp => {
    expect(reply({ receivedTimestamp })).toMatchObject({ event: { at: enqueuedMs } });
    expect(reply({ receivedTimestamp }, { eventTime: undefined })).toMatchObject({ code: 'event/bad-time' });
  });
});

test.each([
  ['14255550123', '+14255550123'],
  ['+14255550123', '+14255550123'],
  ['0047 912 34 567', '+4791234567'],
  ['+47 912-34-567', '+4791234567'],
  ['(425) 555.0123', '+4255550123'],
  ['12345', '+12345'],
  ['12', undefined],
  ['1234567890123456', undefined],
  ['MyBank', undefined],
  ['+', undefined],
  ['', undefined],
  ['++14255550123', undefined],
  ['١٢٣٤٥', undefined],
])('%j as a phone number: %s', (text, want) => expect(phoneOf(text)).toBe(want));
