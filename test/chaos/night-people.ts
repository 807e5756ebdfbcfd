/** What people do in a random night: they answer, cannot come, take it back, mistype, answer twice. */
import type { Person } from '../../engine/people.ts';
import { listAlarms } from '../../functions/store/alarms.ts';
import { smsReceived } from '../../local/stand-ins/reports.ts';
import { type Asked, answerByApi, answerByLink, answerBySms, askedOf, type Heard, type Said } from './answers.ts';
import type { Chance } from './chance.ts';
import type { ChaosPlant } from './plant.ts';

/** An answer that the house said it has taken. */
export interface TakenAnswer {
  readonly alarmId: string;
  readonly by: string;
  readonly at: number;
  readonly answer: Said;
}

export interface NightPeople {
  readonly taken: TakenAnswer[];
  /** SMS that the provider handed on, each once. */
  sms: number;
}

const idOfTry = (seed: number, at: number) => `${seed}/${at}`;

/** At this moment somebody does something about some open alarm. */
export async function somebodyActs(plant: ChaosPlant, dice: Chance, people: readonly Person[], seed: number, so: NightPeople) {
  const { house, clock } = plant;
  const { ids } = await listAlarms(house.ports.tables, 'open', { top: 50 });
  if (ids.length === 0) return;
  const alarmId = dice.pick(ids);
  const asked = askedOf(house, people, alarmId);
  const one = asked.length > 0 ? dice.pick(asked) : undefined;
  const answer: Said = dice.pick(['have-it', 'have-it', 'cannot', 'withdraw']);
  if (!one || dice.hits(0.1)) return mistypes(plant, dice, people, seed, so);
  const times = dice.hits(0.2) ? 2 : 1;
  const first = says(plant, dice, one, alarmId, answer, seed, so);
  for (const heard of [await first, ...(times === 2 ? [await says(plant, dice, one, alarmId, answer, seed, so)] : [])])
    if (heard === 'taken') so.taken.push({ alarmId, by: one.person.id, at: clock.now(), answer });
}

function says(
  { house, clock }: ChaosPlant,
  dice: Chance,
  one: Asked,
  alarmId: string,
  answer: Said,
  seed: number,
  so: NightPeople,
): Promise<Heard> {
  const via = answer === 'withdraw' ? 'link' : dice.pick(['link', 'sms', 'api']);
  if (via === 'link') return answerByLink(house, one, answer);
  if (via === 'api') return answerByApi(house, alarmId, one.person.id, answer);
  so.sms++;
  return answerBySms(house, idOfTry(seed, clock.now() + so.sms), one, answer);
}

async function mistypes({ house, clock }: ChaosPlant, dice: Chance, people: readonly Person[], seed: number, so: NightPeople) {
  const from = dice.pick([...people.map(({ phone }) => phone), '+4799999999']) ?? '';
  const text = dice.pick(['ok', 'QQQQ', 'who is this?', 'ack', 'QQ QQ cannot']);
  so.sms++;
  const sms = { id: `${seed}/typo/${so.sms}`, from, to: house.ports.settings.smsFrom ?? '', text };
  await house.post('message-events', [smsReceived(sms, clock.now())]).catch(() => {});
}
