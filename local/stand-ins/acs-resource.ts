/** A Communication Services resource, as the stand-in has it. */
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../engine/ports.ts';
import type { Faults } from './faults.ts';
import type { Inbox } from './inbox.ts';
import type { PostOffice } from './post-office.ts';

export interface Acs {
  /** Base64, as in the connection string. */
  readonly accessKey: string;
  readonly clock: Clock;
  readonly inbox: Inbox;
  readonly faults: Faults;
  /** Takes the delivery reports. */
  readonly postOffice: PostOffice;
  /** That of inbox and post office: what is recorded and the report that it will bring are written together. */
  readonly db: DatabaseSync;
}
