/** Who the app is towards the services of Azure. */
import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import type { TokenCredential } from './acs-resource.ts';

/** In Azure the app's own identity, named by its client id; on a laptop whoever is signed in with the Azure tools. */
export const identityOf = (clientId: string | undefined): TokenCredential =>
  clientId === undefined ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
