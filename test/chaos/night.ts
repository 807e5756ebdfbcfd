/** A random night from beginning to end, and what is wrong with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alarm } from '../../engine/alarms/alarm.ts';
import type { Ports } from '../../engine/ports.ts';
import type { RuleFile } from '../../engine/rules/rule-set.ts';
import { listAlarms } from '../../functions/store/alarms.ts';
import type { Fault, Provider } from '../../local/stand-ins/faults.ts';
import { samplePeople, shippedRules } from '../nights/night.ts';
import { call } from './answers.ts';
import { type Chance, chance } from './chance.ts';
import { eventGrid } from './event-grid.ts';
import { type Delivery, kinds, planDevice } from './night-devices.ts';
import { wrongAtTheEnd } from './night-end.ts';
import { type NightPeople, somebodyActs } from './night-people.ts';
import { type ChaosPlant, chaosPlant, startsAt } from './plant.ts';

export interface NightOptions {
  readonly seed: number;
  /** What goes wrong at the providers. */
  readonly faults: boolean;
  /** A store that fails: deliveries are repeated, so events are counted between bounds, and failures are logged. */
  readonly store?: (clock: () => number) => (ports: Ports) => Ports;
  /** Much comes so late that alarms are others than they would have been. */
  readonly brownOut?: boolean;
}

const minute = 60_000;
const calmAfter = 60 * minute;
const endsAfter = 95 * minute;
/** From then on all providers work again. */
const healedAfter = 5 * 60 * minute;
const overAfter = 36 * 60 * minute;

export async function wrongInNight({ seed, faults, store, brownOut }: NightOptions): Promise<string[]> {
  const dice = chance(seed);
  const people = samplePeople();
  const now = () => plant?.clock.now() ?? startsAt;
  let plant: ChaosPlant | undefined;
  plant = await chaosPlant({
    ...{ seed, people, rules: rulesOf(seed), deterministic: dice.hits(0.5), attemptMs: 1_000 },
    ...(store && { wrap: store(now) }),
  });
  try {
    const way = devicesOf(dice.apart('devices'), plant, seed);
    const so: NightPeople = { taken: [], sms: 0 };
    planPeople(dice.apart('people'), plant, seed, so);
    if (faults) planFaults(dice.apart('faults'), plant);
    await plant.until(startsAt + overAfter);
    const lives = store && !brownOut ? await undisturbed(seed) : undefined;
    return await wrongAtTheEnd({ plant, way, so, storeFailed: store !== undefined, ...(lives && { lives }) });
  } finally {
    await plant.close();
  }
}

/** As they ship; in two of three nights with policies that know hours, or want everyone to answer. */
function rulesOf(seed: number): readonly RuleFile[] {
  if (seed % 3 === 0) return shippedRules();
  const staffedFromThree = sample('facilities-duty').replace('"from": "07:00"', '"from": "03:00"');
  const everyone = sample('cold-chain-oncall').replace('"quietFor"', '"everyoneMustAnswer": true, "quietFor"');
  const others: Readonly<Record<string, string>> = {
    'policies/facilities-duty.policy.json': staffedFromThree,
    ...(seed % 3 === 2 && { 'policies/cold-chain-oncall.policy.json': everyone }),
  };
  return shippedRules().map(({ path, text }) => ({ path, text: others[path] ?? text }));
}

const sample = (id: string): string => readFileSync(join(import.meta.dirname, '..', 'samples', `policy-${id}.json`), 'utf8');

/** The alarms of the same devices in a house where nothing fails and nobody is told. */
async function undisturbed(seed: number): Promise<readonly Alarm[]> {
  const silent = ({ path, text }: RuleFile) => ({ path, text: text.replace(/"notify": (\{[^}]*\}|"[^"]*")/, '"notify": null') });
  const plant = await chaosPlant({ seed, people: [], rules: shippedRules().map(silent) });
  try {
    devicesOf(chance(seed).apart('devices'), plant, seed);
    planResets(plant);
    await plant.until(startsAt + overAfter);
    return (await plant.stories()).map(({ alarm }) => alarm);
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
  planResets(plant);
}

/** What was latched is reset by somebody, now and then. */
function planResets(plant: ChaosPlant): void {
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
    { status: 503, forMs: dice.whole(5, 45) * minute },
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
