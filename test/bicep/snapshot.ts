/** What the compiler makes of the templates, as it lies in `snapshots/`: enough to judge them where no compiler is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/sources.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly identity?: { readonly type: string; readonly userAssignedIdentities?: Readonly<Record<string, unknown>> };
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export const snapshotText = (name: string): string =>
  readFileSync(join(root, 'test', 'bicep', 'snapshots', `${name}.snap`), 'utf8');

export const resourcesOf = (name: string): readonly Resource[] =>
  (JSON.parse(snapshotText(name)) as { predictedResources: Resource[] }).predictedResources;

export const ofType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter(one => one.type === type);

/** The last part of a name that has its parents before it. */
export const ownName = ({ name }: { readonly name: string }): string => name.slice(name.lastIndexOf('/') + 1);

/** A value deep inside, by its path: `routing.endpoints.eventHubs`. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** The settings of the app as the template says them; what is known only once it is deployed stands as `[reference(…)]`. */
export const settingsOf = (name: string): Readonly<Record<string, string>> =>
  (ofType(resourcesOf(name), 'Microsoft.Web/sites/config').find(one => ownName(one) === 'appsettings')?.properties ??
    {}) as Record<string, string>;

/** What the platform will put in the place of `[reference(…)]`. */
const known: Readonly<Record<string, string>> = {
  TOCSIN_ACS_ENDPOINT: 'https://acs-1.europe.communication.azure.com',
  TOCSIN_TOPIC_ENDPOINT: 'https://evgt-1.northeurope-1.eventgrid.azure.net/api/events',
  TOCSIN_PUBLIC_URL: 'https://func-1.azurewebsites.net',
  TOCSIN_EMAIL_FROM: 'DoNotReply@0a1b.azurecomm.net',
  AZURE_CLIENT_ID: '00000000-0000-0000-0000-00000000000b',
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    'InstrumentationKey=00000000-0000-0000-0000-00000000000d;IngestionEndpoint=https://northeurope-1.in.applicationinsights.azure.com/',
};

/** The settings that the app has once it is deployed: these, and no others. */
export const deployedSettings = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settingsOf(name)).map(([key, value]) => [key, value.startsWith('[') ? (known[key] ?? 'set') : value]),
  );
