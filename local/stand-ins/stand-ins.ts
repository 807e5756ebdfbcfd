/** All providers of one plant, behind one endpoint. */
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../engine/ports.ts';
import type { Endpoint, Worker } from '../host/types.ts';
import { acsEndpoint } from './acs.ts';
import { crmEndpoint } from './crm.ts';
import { createFaults, type Faults } from './faults.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { inboxEndpoint } from './inbox-endpoint.ts';
import { createPostOffice, type Deliver } from './post-office.ts';
import { topicEndpoint } from './topic.ts';

export interface StandInOptions {
  readonly clock: Clock;
  readonly deliver: Deliver;
  /** Where accepted sends, reports under way and cases lie. Default: in memory, as long as the process lives. */
  readonly db?: DatabaseSync;
  /** Our two-way number. */
  readonly smsFrom: string;
  /** Of the times on the inbox page. */
  readonly timeZone: string;
  /** Access key, base64, of Communication Services and of the topic. Default: new ones, which nobody outside this process knows. */
  readonly key?: string;
}

export interface StandIns {
  /** `/emails…`, `/sms`, `/stand-ins/crm/…`, `/stand-ins/topic/…`, `/inbox…`; what is none of them is answered `undefined`. */
  readonly endpoint: Endpoint;
  readonly inbox: Inbox;
  readonly faults: Faults;
  readonly worker: Worker;
  /** How adapters reach them, once the address is known: `http://127.0.0.1:4280`, without a slash at the end. */
  reach(baseUrl: string): { acsConnectionString: string; crmUrl: string; topicUrl: string; topicKey: string };
}

export function createStandIns(options: StandInOptions): StandIns {
  const { clock, deliver, smsFrom, timeZone, db = new DatabaseSync(':memory:') } = options;
  const [accessKey, topicKey] = [options.key ?? newKey(), options.key ?? newKey()];
  const inbox = createInbox({ db, clock });
  const faults = createFaults(clock);
  const postOffice = createPostOffice({ db, clock, deliver });
  const endpoint = firstOf([
    acsEndpoint({ db, accessKey, clock, inbox, faults, postOffice }),
    crmEndpoint({ db, inbox, faults, prefix: '/stand-ins/crm' }),
    topicEndpoint({ key: topicKey, inbox, faults, prefix: '/stand-ins/topic' }),
    inboxEndpoint({ inbox, clock, deliver, smsFrom, timeZone }),
  ]);
  const reach = (baseUrl: string) => ({
    acsConnectionString: `endpoint=${baseUrl}/;accesskey=${accessKey}`,
    crmUrl: `${baseUrl}/stand-ins/crm`,
    topicUrl: `${baseUrl}/stand-ins/topic/api/events`,
    topicKey,
  });
  return { endpoint, inbox, faults, worker: postOffice, reach };
}

const newKey = (): string => randomBytes(32).toString('base64');

const firstOf =
  (endpoints: readonly Endpoint[]): Endpoint =>
  async request => {
    for (const endpoint of endpoints) {
      const answer = await endpoint(request);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
