/** Kills the host at moments that hurt, and starts it again on the same folder. */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Chance, chanceOf } from './chance.ts';
import { type Health, type HostProcess, untilReady } from './host-process.ts';
import type { World } from './world.ts';

export interface Kill {
  readonly moment: string;
  /** Machine times between which the process died. */
  readonly from: number;
  readonly to: number;
  /** From the start of the next process until it answered, ms; `undefined` when that one was killed before. */
  readyAfter?: number;
}

/** Longest wait for a moment of a kind, six minutes of plant time: then it is killed wherever it is. Machine time, ms. */
const patienceMs = ({ speed }: World): number => 360_000 / speed;

type Moment = (world: World, chance: Chance) => Promise<unknown>;

/** Waits until the engine has handed out work of these names and not heard of its end. */
const atWork =
  (...activities: readonly string[]): Moment =>
  (world, chance) =>
    untilThereIs(world, chance, `select 1 from durable_work where name in (${activities.map(name => `'${name}'`).join()})`);

const moments: Readonly<Record<string, Moment>> = {
  'soon after it was ready': (_, chance) => sleep(chance.between(0, 400)),
  'at any moment': (_, chance) => sleep(chance.between(300, 3_000)),
  'while events came in': async (world, chance) => {
    await world.hears('posting', patienceMs(world));
    await sleep(chance.between(0, 40));
  },
  'right after a 202': world => world.hears('posted', patienceMs(world)),
  'while an answer came in': async (world, chance) => {
    await world.hears('answering', patienceMs(world));
    await sleep(chance.between(0, 40));
  },
  'right after an answer was confirmed': world => world.hears('answered', patienceMs(world)),
  'while an SMS was sent': atWork('send-sms'),
  'while an e-mail was sent': atWork('send-email'),
  'while a case was opened or closed': atWork('open-case', 'close-case'),
  'while an event was published': atWork('publish-event'),
  'while it was planned': atWork('plan-next'),
  'at a due time': (world, chance) => untilThereIs(world, chance, 'select 1 from messages where leased_until is not null'),
};

async function untilThereIs(world: World, chance: Chance, sql: string): Promise<void> {
  const db = new DatabaseSync(world.db, { readOnly: true, timeout: 5_000 });
  try {
    const there = db.prepare(sql);
    for (const end = performance.now() + patienceMs(world); performance.now() < end && !there.get(); ) await sleep(1);
  } finally {
    db.close(); // before the kill: what is left behind is for the next host alone to clear up
  }
  await sleep(chance.between(0, 10));
}

export interface Killing {
  readonly world: World;
  readonly start: () => HostProcess;
  readonly kills: number;
  readonly says: (line: string) => void;
}

/** Answers the process that is left running, and what was done to those before it. */
export async function killAgainAndAgain({ world, start, kills, says }: Killing, first: HostProcess) {
  const chance = chanceOf(world.seed, 'killer');
  const done: Kill[] = [];
  const clockSteps: { readonly before: number; readonly after: number }[] = [];
  let host = first;
  let bag: string[] = [];
  while (done.length < kills) {
    if (bag.length === 0) bag = Object.keys(moments);
    const moment = bag.splice(chance.between(0, bag.length - 1), 1)[0]!;
    if (chance.even() < 0.5) await sleep(chance.between(0, 300_000) / world.speed); // alarms must get somewhere between two kills
    await moments[moment]!(world, chance);
    const before = world.now()!;
    done.push(await kill(host, moment));
    world.isDown();
    if (chance.even() < 0.15 && done.length < kills) {
      host = start();
      await sleep(chance.between(0, 1_200));
      done.push(await kill(host, 'while it started'));
    }
    const startedAt = performance.now();
    host = start();
    const health = await untilReady(host, world.url);
    done.at(-1)!.readyAfter = Math.round(performance.now() - startedAt);
    clockSteps.push({ before, after: Date.parse(health.clock.now) });
    world.isUp(health);
    says(line(done.length, kills, moment, health));
  }
  return { host, done, clockSteps };
}

async function kill(host: HostProcess, moment: string): Promise<Kill> {
  const from = Date.now();
  host.child.kill('SIGKILL');
  const end = await host.ended;
  if (end !== 'SIGKILL') throw new Error(`The host had ended by itself (${end}) before it was killed:\n${host.output()}`);
  return { moment, from, to: Date.now() };
}

const line = (n: number, of: number, moment: string, { clock }: Health): string =>
  `kill ${String(n).padStart(3)} of ${of}  ${clock.now.slice(0, 19)}  ${moment}`;
