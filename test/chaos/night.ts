/** A random night from beginning to end, and what is wrong with it. */
import type { Ports } from '../../engine/ports.ts';
import { listAlarms } from '../../functions/store/alarms.ts';
import { readCounts } from '../../functions/store/counts.ts';
import { factsOf } from '../../functions/store/facts.ts';
import { listParked } from '../../functions/store/parked.ts';
import type { Fault, Provider } from '../../local/stand-ins/faults.ts';
import { samplePeople, shippedRules } from '../nights/night.ts';
import { call } from './answers.ts';
import { type Chance, chance } from './chance.ts';
import { type EventGrid, eventGrid } from './event-grid.ts';
import type { Rates } from './failing-store.ts';
import { answersKept, checks, type Ended, nothingFromNowhere, oneAtATime } from './invariants.ts';
import { type Delivery, kinds, planDevice } from './night-devices.ts';
import { type NightPeople, somebodyActs } from './night-people.ts';
import { type ChaosPlant, chaosPlant, startsAt } from './plant.ts';

export interface NightOptions {
  readonly seed: number;
  /** What goes wrong at the providers. */
  readonly faults: boolean;
  /** A store that fails: deliveries are repeated, so events are counted between bounds, and failures are logged. */
  readonly store?: (clock: () => number) => (ports: Ports) => Ports;
}

const minute = 60_000;
const calmAfter = 60 * minute;
const endsAfter = 95 * minute;
/** From then on all providers work again. */
const healedAfter = 5 * 60 * minute;
const overAfter = 36 * 60 * minute;

export async function wrongInNight({ seed, faults, store }: NightOptions): Promise<string[]> {
  const dice = chance(seed);
  const people = samplePeople();
  const now = () => plant?.clock.now() ?? startsAt;
  let plant: ChaosPlant | undefined;
  plant = await chaosPlant({
    ...{ seed, people, rules: shippedRules(), deterministic: dice.hits(0.5), attemptMs: 1_000 },
    ...(store && { wrap: store(now) }),
  });
  try {
    const way = devicesOf(dice.apart('devices'), plant, seed);
    const so: NightPeople = { taken: [], sms: 0 };
    planPeople(dice.apart('people'), plant, seed, so);
    if (faults) planFaults(dice.apart('faults'), plant);
    await plant.until(startsAt + overAfter);
    return await wrongWith(plant, way, so, store !== undefined);
  } finally {
    await plant.close();
  }
}

function devicesOf(dice: Chance, plant: ChaosPlant, seed: number): Delivery {
  const way: Delivery = { grid: eventGrid(plant), sent: new Set(), broken: 0, seed };
  for (let n = 1; n <= dice.whole(2, 4); n++)
    planDevice(dice.apart(`device ${n}`), dice.pick(kinds)(n), way, startsAt, startsAt + calmAfter, startsAt + endsAfter);
  return way;
}

function planPeople(dice: Chance, plant: ChaosPlant, seed: number, so: NightPeople): void {
  const people = samplePeople();
  for (let act = dice.whole(5, 20); act > 0; act--) {
    const turn = dice.pick(['early', 'late'] as const);
    const own = dice.apart(`act ${act}`);
    plant[turn].at(startsAt + dice.whole(10 * minute, endsAfter), () => somebodyActs(plant, own, people, seed, so));
  }
  // What was latched is reset by somebody, now and then.
  for (const at of [50, 90]) plant.late.at(startsAt + at * minute, () => resetAll(plant));
}

async function resetAll({ house }: ChaosPlant): Promise<void> {
  const { ids } = await listAlarms(house.ports.tables, 'open', { top: 100 });
  for (const id of ids.filter(one => one.startsWith('pump-ran-dry')))
    await call(house, 'POST', `/api/alarms/${id}/reset`, { type: 'application/json', text: '{"by":"pavel.novak"}' });
}

const messageFaults = (dice: Chance): Fault =>
  dice.pick<Fault>([
    { status: 429, retryAfterSeconds: dice.whole(1, 90), times: dice.whole(1, 4) },
    { status: 500, times: dice.whole(1, 5) },
    { status: 503, forMs: dice.whole(1, 30) * minute },
    { timeoutButAccepted: true, times: dice.whole(1, 4) },
    { receiptFailed: true, times: dice.whole(1, 4) },
    { acceptedNeverDelivered: true, times: dice.whole(1, 4) },
    { status: 400, times: 1 },
  ]);

const systemFaults = (dice: Chance): Fault =>
  dice.pick<Fault>([
    { status: 429, retryAfterSeconds: dice.whole(1, 300), times: dice.whole(1, 6) },
    { status: 503, forMs: dice.whole(10, 150) * minute },
    { status: 500, times: dice.whole(1, 6) },
    { timeoutButAccepted: true, times: dice.whole(1, 4) },
  ]);

function planFaults(dice: Chance, { early, house }: ChaosPlant): void {
  const { faults } = house.standIns;
  for (let fault = dice.whole(3, 10); fault > 0; fault--) {
    const provider = dice.pick<Provider>(['sms', 'sms', 'email', 'email', 'crm', 'topic']);
    const what = provider === 'sms' || provider === 'email' ? messageFaults(dice) : systemFaults(dice);
    early.at(startsAt + dice.whole(1, 95) * minute, async () => faults.fails(provider, what));
  }
  early.at(startsAt + healedAfter, async () => (['sms', 'email', 'crm', 'topic'] as const).forEach(faults.heals));
}

/** From then on the store works. */
const storeHealedAfter = 120 * minute;

/** Little things all night; now and then nothing but failures for a while. */
export function ratesOf(seed: number): (now: number) => Rates | undefined {
  const dice = chance(seed).apart('store');
  const most = dice.pick([0.01, 0.03, 0.1]);
  const usual = { unavailable: most, answerLost: most / 2, raceLost: most * 2, slow: 0.2 };
  const brownOut = dice.hits(0.5) ? startsAt + dice.whole(10, 90) * minute : Number.POSITIVE_INFINITY;
  return now => {
    if (now > startsAt + storeHealedAfter) return undefined;
    return now >= brownOut && now < brownOut + 10 * minute ? { ...usual, unavailable: 0.4, answerLost: 0.1 } : usual;
  };
}

async function wrongWith(plant: ChaosPlant, way: Delivery, so: NightPeople, storeFailed: boolean): Promise<string[]> {
  const { house } = plant;
  const stories = await plant.stories();
  const log = house.standIns.inbox.log();
  const ended = await Promise.all(
    stories.map(
      async (story): Promise<Ended> => ({
        ...{ story, log, now: plant.clock.now() },
        facts: await factsOf(house.ports, story),
      }),
    ),
  );
  const { pending, running, failed } = house.host.durable.instances();
  const { text } = await call(house, 'GET', '/api/alarms?open=true');
  const open = (JSON.parse(text) as { items: { id: string }[] }).items;
  return [
    ...ended.flatMap(one => [...checks, answersKept(so.taken)].flatMap(check => check(one))),
    ...oneAtATime(stories.map(({ alarm }) => alarm)),
    ...nothingFromNowhere(stories, log),
    ...(await wrongCounts(plant, way, so, storeFailed)),
    ...(pending + running + failed > 0 ? [`drivers left: ${JSON.stringify({ pending, running, failed })}`] : []),
    ...(house.host.durable.nextDue() === undefined ? [] : ['a timer was left behind']),
    ...(open.length > 0 ? [`still open: ${open.map(({ id }) => id).join()}`] : []),
    ...(plant.waiting('deadlines-poison') > 0 ? ['deadlines were given up'] : []),
    ...plant.lines.filter(line => line.startsWith('error') && !storeFailed),
    ...plant.lines.filter(line => /durable\.warning/.test(line)),
  ];
}

/** Delivered = applied + late + duplicate + filtered + parked; exactly, where no delivery had to be repeated. */
async function wrongCounts({ house }: ChaosPlant, { grid, sent, broken }: Delivery, { sms }: NightPeople, storeFailed: boolean) {
  const { events } = JSON.parse((await call(house, 'GET', '/health')).text) as { events: Record<string, number> };
  const total = Object.values(events).reduce((sum, one) => sum + one, 0);
  const ofMessages = Object.values((await readCounts(house.ports.tables))['message-events'] ?? {}).reduce(
    (sum, one) => sum + one,
    0,
  );
  const parkedMessages = (await listParked(house.ports, 'message-events')).length;
  const ofDevices = total - ofMessages - parkedMessages;
  const { tried, taken } = both(grid.counts);
  const fits = storeFailed ? taken <= ofDevices && ofDevices <= tried : ofDevices === taken && tried === taken;
  const accepted = house.standIns.inbox.log().filter(({ channel }) => channel === 'sms' || channel === 'email').length;
  const wrong = fits ? [] : [`of ${tried} device events (${taken} taken) ${ofDevices} were counted: ${JSON.stringify(events)}`];
  if (!storeFailed && (ofMessages > accepted + sms || ofMessages < sms)) wrong.push(`${ofMessages} message events were counted`);
  const once = total - ofMessages - parkedMessages - (events.parked ?? 0) - (events.duplicate ?? 0);
  void [once, sent, broken];
  return wrong;
}

const both = ({ telemetry, 'device-events': life }: EventGrid['counts']) => ({
  tried: telemetry.tried + life.tried,
  taken: telemetry.taken + life.taken,
});
