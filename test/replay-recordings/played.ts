/** A recording played through the whole house on a virtual clock. */

import { readRuleSet } from '../../engine/rules/rule-set.ts';
import { virtualClock } from '../../local/clock.ts';
import { advanceTo } from '../../local/host/loop.ts';
import { openHouse } from '../../local/house.ts';
import { readRecording } from '../../local/replay/recording.ts';
import { createReplay } from '../../local/replay/replay.ts';
import { fixedRules } from '../../local/scenario/fixed-rules.ts';
import { seededRandom } from '../../local/scenario/seeded-random.ts';
import { openDatabase } from '../../local/store/database.ts';

export interface Played {
  readonly id: string;
  readonly raisedAt: string;
  readonly overAt: string | null;
}

const quiet = { info() {}, warn() {}, error() {} };

/** The alarms of rule `rule` (its JSON) by the end of the recording, oldest first. */
export async function alarmsOf(text: string, rule: { readonly id: string }, type: string): Promise<readonly Played[]> {
  const read = readRecording(text);
  if (!read.ok) throw new Error(read.says);
  const { recording } = read;
  const [first, last] = [recording.rows[0]!.at, recording.rows.at(-1)!.at];
  const clock = virtualClock(first);
  const db = openDatabase(':memory:');
  const rules = readRuleSet([{ path: `${rule.id}.rule.json`, text: JSON.stringify(rule) }]);
  if (rules.problems.length > 0) throw new Error(JSON.stringify(rules.problems));
  const house = await openHouse({
    ...{ db, clock, people: [], log: quiet, port: 0, timeZone: 'Europe/Oslo', random: seededRandom(1) },
    rules: fixedRules(rules),
    env: {},
  });
  let sent = 0;
  const replay = createReplay({
    ...{ clock, recording, sent: 0, device: { id: 'rig', type, timeZone: 'Europe/Oslo' } },
    post: events => house.post('telemetry', events),
    onSent(rows) {
      sent = rows;
    },
  });
  try {
    await advanceTo(clock, [...house.workers, replay], last, { quiet: house.host.invoker.quiet });
    if (sent !== recording.rows.length) throw new Error(`Only ${sent} of ${recording.rows.length} rows were sent.`);
    const headers = { host: 'localhost' };
    const { body } = await house.request({ method: 'GET', url: '/api/alarms?top=200', headers, body: new Uint8Array() });
    const { items } = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as { items: Played[] };
    return items.map(({ id, raisedAt, overAt }) => ({ id, raisedAt, overAt })).toReversed();
  } finally {
    await house.close();
    db.close();
  }
}
