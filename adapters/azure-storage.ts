/** What the three services of a storage account have in common: the way there, time limits, and what their errors mean. */
import { StoreError } from '../engine/store-error.ts';
import type { TokenCredential } from './acs-resource.ts';

/** The way to a storage account: a connection string (an emulator, a key), or its name and an identity. */
export type StorageAccount =
  | { readonly connectionString: string }
  | { readonly account: string; readonly credential: TokenCredential };

export type StorageService = 'table' | 'queue' | 'blob';

/** Without a slash at the end. */
export const serviceUrl = (account: string, service: StorageService): string => `https://${account}.${service}.core.windows.net`;

/** Longest that one operation takes, its repetitions included, ms of machine time. */
const operationMs = 30_000;

/**
 * Runs one operation of an SDK. What is lasting comes through as it was thrown; what may pass (no answer, no access, too busy,
 * an error of the service) is `store/unavailable`.
 */
export async function reachingAzure<Result>(what: string, work: (abortSignal: AbortSignal) => Promise<Result>): Promise<Result> {
  try {
    return await work(AbortSignal.timeout(operationMs));
  } catch (error) {
    const status = statusOf(error);
    if (error instanceof StoreError || (status !== undefined && !mayPass(status))) throw error;
    throw new StoreError('store/unavailable', `The ${what} is out of reach: ${sayingOf(error)}`, { cause: error });
  }
}

/** Access that is missing may come: roles take minutes to arrive. */
const mayPass = (status: number): boolean => [401, 403, 408, 429].includes(status) || status >= 500;

export const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number } | undefined)?.statusCode;

function sayingOf(error: unknown): string {
  const { statusCode, message = '' } = (error ?? {}) as { statusCode?: number; message?: string };
  const says = codeOf(error) ?? message.split('\n', 1)[0]?.slice(0, 200) ?? '';
  return statusCode === undefined ? `${says}.` : `${statusCode} ${says}.`;
}

/** The name that the service gives to what went wrong, wherever the SDK has put it. */
export function codeOf(error: unknown): string | undefined {
  const { code, details } = (error ?? {}) as { code?: string; details?: { errorCode?: string; odataError?: { code?: string } } };
  return details?.odataError?.code ?? details?.errorCode ?? code;
}

/** Runs `work`; when what it works in does not exist yet, makes that and runs `work` again. */
export async function madeOnFirstUse<Result>(
  missing: string,
  work: () => Promise<Result>,
  make: () => Promise<unknown>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) !== missing) throw error;
    await make();
    return work();
  }
}

/** One client per name: each keeps what it has learned of the way there. */
export function perName<Client>(open: (name: string) => Client): (name: string) => Client {
  const clients = new Map<string, Client>();
  return name => {
    const client = clients.get(name) ?? open(name);
    clients.set(name, client);
    return client;
  };
}

/** `http:` is for an emulator on this machine. */
export const isPlainHttp = (connectionString: string): boolean =>
  /^UseDevelopmentStorage=true/i.test(connectionString) ||
  /(Endpoint=http:|DefaultEndpointsProtocol=http(;|$))/i.test(connectionString);
