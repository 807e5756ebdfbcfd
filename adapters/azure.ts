/** All ports on the services of Azure, each loaded when it is first used. */
import type { Log, Ports, Trace } from '../engine/ports.ts';
import { readRuleSet } from '../engine/rules/rule-set.ts';
import type { AcsResource, TokenCredential } from './acs-resource.ts';
import { type PackagedRules, packagedRules } from './packaged-rules.ts';
import { systemClock, systemRandom } from './system.ts';
import {
  blobsWhenUsed,
  credentialWhenUsed,
  crmWhenUsed,
  emailWhenUsed,
  queuesWhenUsed,
  smsWhenUsed,
  tablesWhenUsed,
  topicWhenUsed,
} from './when-used.ts';

export interface AzureOptions {
  /** A connection string comes with its own key; everything else is reached by the app's identity. */
  readonly services: {
    readonly storage: { readonly connectionString: string } | { readonly account: string };
    readonly acs: { readonly connectionString: string } | { readonly endpoint: string };
    readonly topic: { readonly endpoint: string; readonly key?: string };
    readonly dataverseUrl?: string;
    readonly dataverseAccount?: string;
    readonly clientId?: string;
  };
  readonly settings: Ports['settings'];
  /** Folder of the rules and policies that were deployed. */
  readonly rulesDir: string;
  readonly log: Log;
  readonly trace: Trace;
}

type Services = AzureOptions['services'];

/** Nothing is reached yet. Throws when there is no folder of rules. */
export function portsInAzure(options: AzureOptions): Ports & { readonly rules: PackagedRules } {
  const { services, settings, rulesDir, log, trace } = options;
  const credential = credentialWhenUsed(async () => (await import('./azure-identity.ts')).identityOf(services.clientId));
  const storage = 'account' in services.storage ? { ...services.storage, credential } : services.storage;
  const blobs = blobsWhenUsed(async () => (await import('./azure-blobs.ts')).blobsInAzure(storage));
  return {
    ...{ settings, log, trace, blobs },
    clock: systemClock,
    random: systemRandom,
    tables: tablesWhenUsed(async () => (await import('./azure-tables.ts')).tablesInAzure(storage)),
    queues: queuesWhenUsed(async () => (await import('./azure-queues.ts')).queuesInAzure(storage, systemClock)),
    rules: packagedRules(rulesDir, blobs, readRuleSet),
    ...channels(services, settings, credential),
    topic: topicWhenUsed(async () =>
      (await import('./event-grid-topic.ts')).topicViaEventGrid({
        ...services.topic,
        ...(services.topic.key === undefined && { credential }),
        allowInsecure: isStandIn(services.topic.endpoint),
      }),
    ),
  };
}

/** A channel whose sender is not set is not there. */
function channels(services: Services, { emailFrom, smsFrom }: Ports['settings'], credential: TokenCredential) {
  const acs = acsOf(services.acs, credential);
  const { dataverseUrl, dataverseAccount: customerAccount } = services;
  return {
    ...(emailFrom !== undefined && {
      email: emailWhenUsed(async () => (await import('./acs-email.ts')).emailViaAcs({ ...acs, from: emailFrom })),
    }),
    ...(smsFrom !== undefined && {
      sms: smsWhenUsed(async () => (await import('./acs-sms.ts')).smsViaAcs({ ...acs, from: smsFrom })),
    }),
    ...(dataverseUrl !== undefined && {
      crm: crmWhenUsed(async () =>
        (await import('./dataverse.ts')).crmViaDataverse({
          baseUrl: dataverseUrl,
          token: tokenFor(dataverseUrl, credential),
          ...(customerAccount !== undefined && { customerAccount }),
        }),
      ),
    }),
  };
}

function acsOf(acs: Services['acs'], credential: TokenCredential): AcsResource {
  const endpoint = 'endpoint' in acs ? acs.endpoint : (/endpoint=([^;]*)/i.exec(acs.connectionString)?.[1] ?? '');
  return { ...acs, ...('endpoint' in acs && { credential }), allowInsecure: isStandIn(endpoint) };
}

/** A stand-in on this machine takes any token, and no real one must go there. */
function tokenFor(dataverseUrl: string, credential: TokenCredential): () => Promise<string> {
  if (isStandIn(dataverseUrl)) return async () => 'local';
  return async () => {
    const answer = await credential.getToken(`${dataverseUrl}/.default`);
    if (answer === null) throw new Error(`There is no token for ${dataverseUrl}.`);
    return answer.token;
  };
}

/** The settings allow plain http on this machine only. */
const isStandIn = (endpoint: string): boolean => endpoint.startsWith('http:');
