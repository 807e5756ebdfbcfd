/** SMS through Azure Communication Services. */
import { SmsClient, type SmsClientOptions } from '@azure/communication-sms';
import type { SendResult, SmsSender } from '../engine/ports.ts';
import { type AcsResource, connect } from './acs-resource.ts';
import { attempt, attemptMs, ofRefusal, ofRestError } from './attempt.ts';

type Policy = NonNullable<SmsClientOptions['additionalPolicies']>[number]['policy'];
type Item = Awaited<ReturnType<SmsClient['send']>>[number];

const idHeader = 'x-tocsin-repeatability-id';
const firstSentHeader = 'x-tocsin-repeatability-first-sent';

/** `from` is our number in E.164, or a short code. Throws when there is no way to the resource. */
export function smsViaAcs(options: AcsResource & { readonly from: string }): SmsSender {
  const client = connect(options, SmsClient, { additionalPolicies: [{ policy: sameSms, position: 'perCall' }] });
  return {
    send: sms =>
      attempt(options.timeoutMs ?? attemptMs, async abortSignal => {
        const customHeaders = { [idHeader]: sms.repeatabilityId, [firstSentHeader]: new Date(sms.firstSentAt).toUTCString() };
        const how = { enableDeliveryReport: true, tag: sms.tag, abortSignal, requestOptions: { customHeaders } };
        return client.send({ from: options.from, to: [sms.to], message: sms.text }, how).then(ofItems, ofRestError);
      }),
  };
}

/**
 * The SDK gives each `send()` a random repeatability id, so that a repeated attempt would be a second SMS. This puts ours in its
 * place, before the request is signed. The id comes by a header, which goes no further.
 */
const sameSms: Policy = {
  name: 'sameSms',
  sendRequest(request, next) {
    const repeatabilityRequestId = request.headers.get(idHeader);
    const repeatabilityFirstSent = request.headers.get(firstSentHeader);
    const body = JSON.parse(String(request.body)) as { smsRecipients: object[] };
    const smsRecipients = body.smsRecipients.map(one => ({ ...one, repeatabilityRequestId, repeatabilityFirstSent }));
    request.body = JSON.stringify({ ...body, smsRecipients });
    request.headers.delete(idHeader);
    request.headers.delete(firstSentHeader);
    return next(request);
  },
};

/** A 202 may hold the refusal of its only recipient. */
function ofItems(items: readonly Item[]): SendResult {
  const item = items[0];
  if (item === undefined) return { kind: 'unknown', why: 'an answer without a result' };
  if (item.successful) return { kind: 'accepted', providerId: item.messageId ?? '' };
  const why = `${item.httpStatusCode} ${item.errorMessage ?? ''}`.trim();
  return ofRefusal({ status: item.httpStatusCode, header: () => undefined, why });
}
