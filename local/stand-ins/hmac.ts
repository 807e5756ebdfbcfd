/** The shared-key signature of Communication Services, checked on the bytes as they came. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { PlainRequest } from '../host/types.ts';

const skewMaxMs = 15 * 60_000;
const signed = 'x-ms-date;host;x-ms-content-sha256';

/** Why the request is not let in, or `undefined` when it is. `machineNow` is machine time, ms: signatures live by it. */
export function signatureFault(request: PlainRequest, accessKey: string, machineNow: number): string | undefined {
  const { authorization = '', 'x-ms-date': date = '', 'x-ms-content-sha256': hash = '', host = '' } = request.headers;
  const given = new RegExp(`^HMAC-SHA256 SignedHeaders=${signed}&Signature=([A-Za-z0-9+/]{43}=)$`).exec(authorization)?.[1];
  if (given === undefined) return 'The request is not signed.';
  const skew = Math.abs(Date.parse(date) - machineNow);
  if (!(skew <= skewMaxMs)) return 'The date of the request is more than 15 minutes away.';
  if (hash !== createHash('sha256').update(request.body).digest('base64')) return 'The body is not the one that was signed.';
  const text = `${request.method}\n${request.url}\n${date};${host};${hash}`;
  const wanted = createHmac('sha256', Buffer.from(accessKey, 'base64')).update(text, 'utf8').digest();
  return timingSafeEqual(wanted, Buffer.from(given, 'base64')) ? undefined : 'The signature does not match.';
}
