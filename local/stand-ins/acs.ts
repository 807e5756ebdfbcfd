/** Stands in for a Communication Services resource: the wire protocol that the genuine SDKs speak, shared key checked. */
import type { Endpoint, PlainRequest, PlainResponse } from '../host/types.ts';
import { emailOperation, sendEmail } from './acs-email.ts';
import type { Acs } from './acs-resource.ts';
import { sendSms } from './acs-sms.ts';
import { refusal } from './answers.ts';
import { answerUnder } from './faults.ts';
import { signatureFault } from './hmac.ts';

/** The SDKs want the resource at the root of a host, so this is mounted there; its paths are `/emails…` and `/sms`. */
export const acsEndpoint =
  (acs: Acs): Endpoint =>
  async request => {
    const route = routeOf(request);
    if (route === undefined) return undefined;
    const fault = signatureFault(request, acs.accessKey, acs.clock.machine());
    return fault === undefined ? route(acs) : refusal(401, 'Denied', fault);
  };

type Route = (acs: Acs) => Promise<PlainResponse>;

function routeOf(request: PlainRequest): Route | undefined {
  const path = request.url.split('?', 1)[0]!;
  if (request.method === 'POST' && /^\/emails(:|%3A)send$/i.test(path)) {
    return acs => {
      const fault = acs.faults.take('email');
      return answerUnder(fault, () => sendEmail(acs, request, fault));
    };
  }
  if (request.method === 'POST' && path === '/sms') {
    return acs => {
      const fault = acs.faults.take('sms');
      return answerUnder(fault, () => sendSms(acs, request, fault));
    };
  }
  const operation = /^\/emails\/operations\/([^/]+)$/.exec(path)?.[1];
  if (request.method === 'GET' && operation !== undefined)
    return acs => answerUnder(acs.faults.peek('email'), () => emailOperation(acs, decodeURIComponent(operation)));
  return undefined;
}
