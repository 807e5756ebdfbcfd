import type { Channel } from '../people.ts';

/** A channel that a policy may ask for. Not each of them can be sent by yet. */
export type AskedChannel = Channel | 'teams' | `webhook:${string}`;

/** By which one can be told, in the order in which they stand in for each other. */
export const builtChannels: readonly Channel[] = ['sms', 'email'];

export const isBuilt = (channel: AskedChannel): channel is Channel => builtChannels.some(built => built === channel);

/** Under which channel the ledger says that nobody could be told. */
export const ledgerChannel = (via: readonly AskedChannel[]): Channel => via.find(isBuilt) ?? 'sms';
