/** A house on a virtual clock to which anything may happen: before or after its own work at the same instant, and in its ports. */
import type { Person } from '../../engine/people.ts';
import type { Log, Ports } from '../../engine/ports.ts';
import { type RuleFile, readRuleSet } from '../../engine/rules/rule-set.ts';
import { readStory, type Story } from '../../functions/store/alarms.ts';
import { listAll } from '../../functions/store/rows.ts';
import { virtualClock } from '../../local/clock.ts';
import { advanceTo } from '../../local/host/loop.ts';
import type { PlantClock } from '../../local/host/types.ts';
import { type House, openHouse } from '../../local/house.ts';
import { fixedRules } from '../../local/scenario/fixed-rules.ts';
import { seededRandom } from '../../local/scenario/seeded-random.ts';
import { openDatabase } from '../../local/store/database.ts';
import { type Agenda, agenda } from './agenda.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly rules: readonly RuleFile[];
  readonly people: readonly Person[];
  readonly env?: Readonly<Record<string, string>>;
  readonly wrap?: (ports: Ports) => Ports;
  readonly deterministic?: boolean;
  readonly attemptMs?: number;
}

export interface ChaosPlant {
  readonly house: House;
  readonly clock: PlantClock;
  /** Happens before the house's own work of that instant. */
  readonly early: Agenda;
  /** Happens after it. */
  readonly late: Agenda;
  /** What the house logged: `level event fields`. */
  readonly lines: readonly string[];
  /** Something that was begun on the side: time does not pass before it has ended. */
  aside(work: Promise<unknown>): void;
  /** Plant time passes until then. */
  until(time: number): Promise<void>;
  stories(): Promise<readonly Story[]>;
  /** Messages that wait in a queue, also those that nobody takes. */
  waiting(queue: string): number;
  close(): Promise<void>;
}

export const startsAt = Date.parse('2026-03-03T02:00:00+01:00');

export async function chaosPlant(options: ChaosOptions): Promise<ChaosPlant> {
  const { seed, people, env, attemptMs = 5_000, wrap, deterministic } = options;
  const clock = virtualClock(startsAt);
  const db = openDatabase(':memory:');
  const rules = readRuleSet(options.rules);
  if (rules.problems.length > 0) throw new Error(JSON.stringify(rules.problems));
  const lines: string[] = [];
  const house = await openHouse({
    ...{ db, clock, people, attemptMs, log: logInto(lines), rules: fixedRules(rules), random: seededRandom(seed) },
    ...{ port: 0, timeZone: 'Europe/Oslo', env: { TOCSIN_PUBLIC_URL: 'https://alarms.tocsin.example', ...env } },
    ...(wrap && { wrap }),
    ...(deterministic !== undefined && { deterministic }),
  });
  const [early, late] = [agenda('before', clock), agenda('after', clock)];
  const aside = new Set<Promise<unknown>>();
  const quiet = async () => {
    while (aside.size > 0) await Promise.all(aside);
    await house.host.invoker.quiet();
  };
  return {
    ...{ house, clock, early, late, lines },
    aside(work) {
      const ended = work.finally(() => aside.delete(ended));
      aside.add(ended);
    },
    until: time => advanceTo(clock, [early, ...house.workers, late], time, { quiet }),
    stories: () => storiesOf(house),
    waiting: queue => Number(db.prepare('select count(*) as n from messages where queue = ?').get(queue)?.n),
    async close() {
      await house.close();
      db.close();
    },
  };
}

async function storiesOf({ ports }: House): Promise<readonly Story[]> {
  const rows = await listAll<{ id: string }>(ports.tables, 'alarmlist', { partition: 'all' });
  const stories = await Promise.all(rows.map(({ value }) => readStory(ports.tables, value.id)));
  return stories.filter(story => story !== undefined);
}

function logInto(lines: string[]): Log {
  const line =
    (level: string) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
      void lines.push(`${level} ${event} ${JSON.stringify(fields)}`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
