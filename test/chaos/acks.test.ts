import { expect, test } from 'vitest';
import { uuidV5 } from '../../engine/uuid.ts';
import type { Story } from '../../functions/store/alarms.ts';
import { telemetryEvent } from '../../local/scenario/device-words.ts';
import { anyMoment, type Moment, type Order, type Watch, watching } from './ack-moments.ts';
import { answerByApi, answerByLink, answerBySms, askedOf } from './answers.ts';
import { people, rules } from './bakery.ts';
import { type Chance, chance } from './chance.ts';
import { type ChaosPlant, chaosPlant, startsAt } from './plant.ts';

const minute = 60_000;
const plants = Number(process.env.TOCSIN_CHAOS_ACKS ?? 20);
const ovens = 10;
/** The driver hears of an answer at once, or after the activities under way. */
const soonMs = 2_000;
const firstSeed = Number(process.env.TOCSIN_SEED ?? 1);

interface Answered {
  readonly moment: Moment;
  /** What was said to the human, each time somebody answered. */
  readonly heard: string[];
  /** Plant time of the first answer that was taken. */
  at?: number;
}

test.each(Array.from({ length: plants }, (_, index) => ({ seed: firstSeed + index })))(
  `${ovens} answers at random moments of a life of five steps: none is lost (seed $seed)`,
  async ({ seed }) => {
    const dice = chance(seed);
    const watches = new Map<string, Watch>();
    const answered = new Map<string, Answered>();
    const { wrap, order } = watching(watches, work => plant.aside(work));
    const plant = await chaosPlant({ seed, rules, people, wrap, deterministic: dice.hits(0.5) });
    try {
      for (let oven = 1; oven <= ovens; oven++) {
        const knownAt = startsAt + dice.whole(1, 600) * 100;
        answered.set(`oven~o-${oven}~1`, live(plant, dice.apart(`oven ${oven}`), oven, knownAt, watches));
      }
      await plant.until(startsAt + 60 * minute);
      const stories = await plant.stories();
      expect(stories.length).toBe(ovens);
      const wrong = stories.flatMap(story => wrongWith(plant, story, answered.get(story.alarm.id) as Answered, order));
      expect(wrong).toEqual([]);
      expect(plant.house.host.durable.instances()).toMatchObject({ pending: 0, running: 0, failed: 0 });
      expect(plant.lines.filter(line => !line.startsWith('info'))).toEqual([]);
    } finally {
      await plant.close();
    }
  },
  180_000,
);

/** The oven is hot, somebody answers at a moment of its own, then it cools down. */
function live(plant: ChaosPlant, dice: Chance, oven: number, knownAt: number, watches: Map<string, Watch>): Answered {
  const id = `oven~o-${oven}~1`;
  const moment = anyMoment(dice);
  const record: Answered = { moment, heard: [] };
  const reports = (at: number, temperature: number) =>
    plant.late.at(at, async () => {
      const event = telemetryEvent({ id: `o-${oven}`, told: { deviceType: 'oven' }, seed: oven }, { temperature }, at, at);
      await plant.house.post('telemetry', [event]);
    });
  const twice = dice.hits(0.3);
  const answers = async () => {
    const first = answer(plant, dice, id, record);
    if (!twice) return first;
    const both = await Promise.all([first, answer(plant, dice, id, record)]);
    return both.includes(true);
  };
  watches.set(id, { moment, used: false, answers });
  reports(knownAt, 150);
  reports(knownAt + 20 * minute, 20);
  if (moment.kind === 'time') plant[moment.turn].at(knownAt + moment.afterMs, async () => void (await answers()));
  // Whose moment did not come (a life of fewer sends than that) answers at last.
  plant.late.at(knownAt + 14 * minute, async () => void (record.at === undefined && (await answers())));
  return record;
}

/** Whether it was taken. Nobody but a caller of the API can answer before the first message has come. */
async function answer(plant: ChaosPlant, dice: Chance, alarmId: string, record: Answered): Promise<boolean> {
  const { house, clock } = plant;
  const asked = askedOf(house, people, alarmId);
  const via = asked.length > 0 ? dice.pick(['api', 'sms', 'link'] as const) : 'api';
  const one = dice.pick(asked.length > 0 ? asked : [undefined]);
  const heard =
    via === 'api' || !one
      ? await answerByApi(house, alarmId, dice.pick(people).id, 'have-it')
      : via === 'sms'
        ? await answerBySms(house, `${alarmId}/${record.heard.length}/${dice.whole(1, 1e9)}`, one, 'have-it')
        : await answerByLink(house, one, 'have-it');
  record.heard.push(`${via} ${heard}`);
  if (heard === 'taken') record.at ??= clock.now();
  return heard === 'taken';
}

function wrongWith({ house }: ChaosPlant, story: Story, { moment, heard, at }: Answered, order: Order): string[] {
  const { alarm, deliveries, events } = story;
  const wrong: string[] = [];
  const says = (what: string) => void wrong.push(`${alarm.id} ${JSON.stringify(moment)} ${heard.join(', ')}: ${what}`);
  const [first, ...others] = alarm.answers;
  if (at === undefined) says('nobody was heard');
  if (!first || first.at !== at || first.withdrawnAt !== undefined || others.length > 0)
    says(`the row has ${JSON.stringify(alarm.answers)}, the human was told at ${at}`);
  const log = house.standIns.inbox.log();
  const acceptedOf = (key: string) => log.find(({ operationId }) => operationId === uuidV5(key));
  const answeredAt = order.answered.get(alarm.id) ?? 0;
  for (const { key, kind } of deliveries) {
    const page = acceptedOf(key);
    if (kind === 'over' || !page || !first) continue;
    if (page.at > first.at) says(`${key} went out at ${page.at}, after the answer of ${first.at}`);
    if ((order.claimed.get(key) ?? 0) > answeredAt) says(`${key} was begun after the answer`);
  }
  const passed = [0, 2, 4, 6, 8].filter(after => alarm.knownAt + 20_000 + after * minute < (first?.at ?? 0));
  for (const step of passed.map((_, index) => index + 1))
    if (!deliveries.some(row => row.step === step && row.state === 'accepted')) says(`step ${step} did not run`);
  const told = new Set(deliveries.filter(({ kind, state }) => kind !== 'over' && state === 'accepted').map(whom));
  const toldOver = deliveries.filter(({ kind, state }) => kind === 'over' && state === 'accepted').map(whom);
  if (toldOver.length !== told.size || toldOver.some(one => !told.has(one))) says('over was told to others than raised');
  const published = events.filter(({ state }) => state === 'published').map(({ type }) => type.split('.').at(-1));
  if (published.sort().join() !== 'acknowledged,over,raised') says(`published ${published}`);
  const heardAt = log.find(({ subject, alarmId }) => subject === 'tocsin.alarm.acknowledged' && alarmId === alarm.id)?.at;
  if (heardAt === undefined || heardAt > (first?.at ?? 0) + soonMs) says(`its driver heard of it at ${heardAt}`);
  const end = house.host.durable.history(alarm.id).at(-2);
  if (!JSON.stringify(end).includes('answered and over')) says(`its driver ended with ${JSON.stringify(end)}`);
  return wrong;
}

const whom = ({ person, channel }: { person: string; channel: string }) => `${person} ${channel}`;
