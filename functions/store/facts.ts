/** The facts of one alarm, gathered for the plan: its story, the policies it was raised with, and who can be reached how. */
import type { Severity } from '../../engine/alarms/alarm.ts';
import type { Channel } from '../../engine/people.ts';
import type { Facts } from '../../engine/policies/plan.ts';
import { type LoadedPolicy, readPolicy } from '../../engine/policies/read-policy.ts';
import type { Ports } from '../../engine/ports.ts';
import type { Story } from './alarms.ts';
import { readPeople } from './people.ts';

export async function factsOf(ports: Ports, story: Story): Promise<Facts> {
  const { alarm, deliveries, events } = story;
  const [policies, people] = await Promise.all([policiesOf(ports, story), readPeople(ports.tables)]);
  const channels = new Set<Channel>([...(ports.email ? ['email' as const] : []), ...(ports.sms ? ['sms' as const] : [])]);
  return { alarm, deliveries, events, policies, people, channels, ...(story.case && { case: story.case }) };
}

/** By version hash: an alarm keeps the policy that it was raised with, whatever is edited meanwhile. */
async function policiesOf(ports: Ports, { alarm }: Story): Promise<ReadonlyMap<string, LoadedPolicy>> {
  const current = ports.rules.current().policies;
  const found = new Map<string, LoadedPolicy>();
  for (const bound of Object.values(alarm.policies) as Alarm['policies'][Severity][]) {
    if (!bound || found.has(bound.version)) continue;
    const live = current.get(bound.id);
    const policy = live?.version === bound.version ? live : await oldVersion(ports, bound);
    if (policy) found.set(bound.version, policy);
    else ports.log.error('rules.version-lost', { alarmId: alarm.id, policy: bound.id, version: bound.version });
  }
  return found;
}

type Alarm = Story['alarm'];

/** A version never changes, and reading one takes long compared to a plan. */
const versionsRead = new WeakMap<Ports['rules'], Map<string, LoadedPolicy>>();
const mostVersions = 50;

async function oldVersion({ rules }: Ports, { id, version }: { id: string; version: string }): Promise<LoadedPolicy | undefined> {
  const known = versionsRead.get(rules) ?? new Map<string, LoadedPolicy>();
  versionsRead.set(rules, known);
  if (known.has(version)) return known.get(version);
  const text = await rules.version(version);
  const read = text === undefined ? undefined : readPolicy(text, `policies/${id}.policy.json`);
  if (!read?.ok) return undefined;
  if (known.size >= mostVersions) known.clear();
  known.set(version, read.policy);
  return read.policy;
}
