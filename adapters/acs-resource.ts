/** How an adapter reaches the Communication Services resource: by connection string, or by endpoint and identity. */
import type { SmsClientOptions } from '@azure/communication-sms';

/** The part of `TokenCredential` of @azure/identity that the SDKs use. */
export interface TokenCredential {
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** Exactly one of `connectionString` and (`endpoint`, `credential`). */
export interface AcsResource {
  readonly connectionString?: string;
  readonly endpoint?: string;
  readonly credential?: TokenCredential;
  /** Plain http, for a stand-in on this machine only. */
  readonly allowInsecure?: boolean;
  /** Longest that one attempt takes, ms of machine time; at most 15,000. */
  readonly timeoutMs?: number;
}

/** Makes an SDK client of `Client` (both SDKs take the common options of Azure clients), with retries off: our own are bounded, recorded and see the alarm's row first. */
export function connect<Client>(
  resource: AcsResource,
  Client: {
    new (connectionString: string, options: SmsClientOptions): Client;
    new (endpoint: string, credential: TokenCredential, options: SmsClientOptions): Client;
  },
  options: SmsClientOptions,
): Client {
  const all = { ...options, retryOptions: { maxRetries: 0 }, allowInsecureConnection: resource.allowInsecure === true };
  if (resource.connectionString !== undefined) return new Client(resource.connectionString, all);
  if (resource.endpoint !== undefined && resource.credential !== undefined)
    return new Client(resource.endpoint, resource.credential, all);
  throw new TypeError('Communication Services needs a connection string, or an endpoint and a credential');
}

/** Endpoint without a slash at the end. */
export function endpointOf(resource: AcsResource): string {
  const endpoint = resource.endpoint ?? /endpoint=([^;]*)/i.exec(resource.connectionString ?? '')?.[1] ?? '';
  return endpoint.replace(/\/+$/, '');
}
