/** What is wrong with a night that has run out. */
import type { Alarm } from '../../engine/alarms/alarm.ts';
import { readCounts } from '../../functions/store/counts.ts';
import { factsOf } from '../../functions/store/facts.ts';
import { listParked } from '../../functions/store/parked.ts';
import type { House } from '../../local/house.ts';
import { call } from './answers.ts';
import type { EventGrid } from './event-grid.ts';
import { answersKept, checks, type Ended, nothingFromNowhere, oneAtATime, sameLives } from './invariants.ts';
import type { Delivery } from './night-devices.ts';
import type { NightPeople } from './night-people.ts';
import type { ChaosPlant } from './plant.ts';

export interface NightEnd {
  readonly plant: ChaosPlant;
  readonly way: Delivery;
  readonly so: NightPeople;
  /** Deliveries were repeated, and failures logged. */
  readonly storeFailed: boolean;
  /** The alarms as they should be. */
  readonly lives?: readonly Alarm[];
}

export async function wrongAtTheEnd(end: NightEnd): Promise<string[]> {
  const { plant, so, lives, storeFailed } = end;
  const { house } = plant;
  const stories = await plant.stories();
  const alarms = stories.map(({ alarm }) => alarm);
  const log = house.standIns.inbox.log();
  const ended = await Promise.all(
    stories.map(
      async (story): Promise<Ended> => ({
        ...{ story, log, storeFailed, now: plant.clock.now() },
        facts: await factsOf(house.ports, story),
      }),
    ),
  );
  return [
    ...ended.flatMap(one => [...checks, answersKept(so.taken)].flatMap(check => check(one))),
    ...oneAtATime(alarms),
    ...(lives ? sameLives(lives, alarms) : []),
    ...nothingFromNowhere(stories, log),
    ...(await wrongCounts(end)),
    ...(await leftBehind(end)),
  ];
}

async function leftBehind({ plant, storeFailed }: NightEnd): Promise<string[]> {
  const { house, lines } = plant;
  const { pending, running, failed } = house.host.durable.instances();
  const { text } = await call(house, 'GET', '/api/alarms?open=true');
  const open = (JSON.parse(text) as { items: { id: string }[] }).items;
  return [
    ...(pending + running + failed > 0 ? [`drivers left: ${JSON.stringify({ pending, running, failed })}`] : []),
    ...(house.host.durable.nextDue() === undefined ? [] : ['a timer was left behind']),
    ...(open.length > 0 ? [`still open: ${open.map(({ id }) => id).join()}`] : []),
    ...(plant.waiting('deadlines-poison') > 0 ? ['deadlines were given up'] : []),
    ...lines.filter(line => (line.startsWith('error') && !storeFailed) || line.includes('durable.warning')),
  ];
}

/** Delivered = applied + late + duplicate + filtered + parked; exactly, but for deliveries whose taking was lost on its way back. */
async function wrongCounts({ plant: { house }, way, so, storeFailed }: NightEnd): Promise<string[]> {
  const { events } = JSON.parse((await call(house, 'GET', '/health')).text) as { events: Record<string, number> };
  const messages: Readonly<Record<string, number>> = (await readCounts(house.ports.tables))['message-events'] ?? {};
  const parked = await parkedMessages(house);
  const ofMessages = sum(Object.values(messages)) + parked;
  const ofDevices = sum(Object.values(events)) - ofMessages;
  const { tried, taken } = both(way.grid.counts);
  const fits = taken <= ofDevices && ofDevices <= tried && (storeFailed || tried === taken);
  const once = ['applied', 'late', 'filtered'].map(fate => (events[fate] ?? 0) - (messages[fate] ?? 0));
  const broken = (events.parked ?? 0) - parked;
  const accepted = house.standIns.inbox.log().filter(({ channel }) => channel === 'sms' || channel === 'email').length;
  return [
    ...(fits ? [] : [`of ${tried} events of devices (${taken} taken) ${ofDevices} were counted: ${JSON.stringify(events)}`]),
    ...(sum(once) === way.sent.size ? [] : [`of ${way.sent.size} different events ${once} were applied, late and filtered`]),
    ...(broken >= way.broken && (storeFailed || broken === way.broken) ? [] : [`${way.broken} were broken, ${broken} parked`]),
    ...(storeFailed || (so.sms <= ofMessages && ofMessages <= accepted + so.sms) ? [] : [`${ofMessages} message events`]),
  ];
}

const parkedMessages = async ({ ports }: House) =>
  sum((await listParked(ports, 'message-events')).map(({ attempts }) => attempts));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const both = ({ telemetry, 'device-events': life }: EventGrid['counts']) => ({
  tried: telemetry.tried + life.tried,
  taken: telemetry.taken + life.taken,
});
