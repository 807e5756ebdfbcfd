/** Simulated devices and people: a worker of the local host that lives by plant time and remembers nothing but when it all began. */
import type { PlantClock, Worker } from '../host/types.ts';
import type { Inbox, InboxItem } from '../stand-ins/inbox.ts';
import type { AnswerByLink } from './answer-by-link.ts';
import type { HubEvent } from './events.ts';
import { answerTo, type PlannedAnswer } from './people.ts';
import { minuteMs } from './plant.ts';
import {
  type Batch,
  type Caption,
  captionsBetween,
  connectionsAt,
  connectionsBetween,
  nextMoment,
  telemetryAt,
} from './timetable.ts';

export interface SimulationOptions {
  readonly clock: PlantClock;
  /** Plant time of the first start ever on this data. */
  readonly startedAt: number;
  readonly seed: number;
  /** Delivers to an Event Grid trigger by name, as the hub's subscription would. Throws when the app could not take it. */
  readonly post: (functionName: 'telemetry' | 'device-events', events: readonly HubEvent[]) => Promise<void>;
  readonly inbox: Pick<Inbox, 'items' | 'onItem'>;
  readonly replySms: (from: string, text: string) => Promise<void>;
  /** Without it people answer by SMS only. */
  readonly answerByLink?: AnswerByLink;
  /** A word to whoever watches. */
  readonly say: (caption: Caption) => void;
}

/** Devices send again what a crash may have lost; the app knows a repeated message by its id. */
const repeatMs = 3 * minuteMs;
/** What is older is of no use to anybody: a machine that cannot keep pace with the clock leaves it out. */
const staleMs = 5 * minuteMs;
/** Pages older than this were answered before a restart, or never will be. */
const pageLifeMs = 30 * minuteMs;

export function createSimulation(options: SimulationOptions): Worker {
  const { clock } = options;
  const devices = createDevices(options, clock.now());
  const people = createPeople(options, clock.now());
  let closing = false;
  let running = Promise.resolve();
  const nextDue = (): number | undefined => (closing ? undefined : Math.min(devices.nextDue(), people.nextDue()));
  const work = async (): Promise<void> => {
    for (let due = nextDue(); due !== undefined && due <= clock.now(); due = nextDue()) {
      await (people.nextDue() <= devices.nextDue() ? people.next() : devices.next());
    }
  };
  return {
    name: 'simulation',
    nextDue,
    settle: () => {
      const work_ = work();
      running = work_.catch(() => {});
      return work_;
    },
    onWork: people.onWork,
    close: () => {
      closing = true;
      return running;
    },
  };
}

interface Actors {
  nextDue(): number;
  /** Does the next thing, and counts it as done only when it went well. */
  next(): Promise<void>;
}

function createDevices({ clock, startedAt, seed, post, say }: SimulationOptions, now: number): Actors {
  const plant = { startedAt, seed };
  let told = Math.max(startedAt - 1, now - repeatMs);
  let moment = nextMoment(plant, told);
  let opening: Batch | undefined = connectionsAt(plant, Math.max(startedAt, told));
  const send = async ({ door, events }: Batch): Promise<void> => {
    if (events.length > 0) await post(door, events);
  };
  return {
    nextDue: () => moment,
    next: async () => {
      if (opening) await send(opening);
      opening = undefined;
      for (const batch of connectionsBetween(plant, told, moment)) await send(batch);
      for (const caption of captionsBetween(plant, told, moment)) if (caption.at >= now) say(caption);
      told = moment;
      await send(telemetryAt(plant, moment));
      moment = nextMoment(plant, Math.max(moment + 1, clock.now() - staleMs));
    },
  };
}

function createPeople(
  { startedAt, inbox, replySms, answerByLink }: SimulationOptions,
  now: number,
): Actors & Pick<Worker, 'onWork'> {
  let planned: readonly PlannedAnswer[] = [];
  let ring = () => {};
  const receive = (item: InboxItem): void => {
    const answer = answerTo(item, startedAt);
    if (answer === undefined || ('link' in answer.by && !answerByLink)) return;
    planned = [...planned, answer].sort((a, b) => a.at - b.at);
    ring();
  };
  for (const item of inbox.items().slice(-200)) if (now - Date.parse(item.at) <= pageLifeMs) receive(item);
  inbox.onItem(receive);
  return {
    nextDue: () => planned[0]?.at ?? Number.POSITIVE_INFINITY,
    next: async () => {
      const [answer] = planned;
      if (!answer) return;
      if ('sms' in answer.by) await replySms(answer.by.sms, answer.says === 'cannot' ? `${answer.code} no` : answer.code);
      else await answerByLink?.(answer.by.link, answer.code, answer.says);
      // Who answers one page of an alarm does not answer the others that came meanwhile.
      planned = planned.filter(({ alarmId }) => alarmId !== answer.alarmId);
    },
    onWork: listener => {
      ring = listener;
    },
  };
}
