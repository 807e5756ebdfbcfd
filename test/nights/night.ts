/** A night of the plant as a test: told in words, ended when nothing is left that nobody expected, printed when it fails. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import type { Person } from '../../engine/people.ts';
import type { RuleFile } from '../../engine/rules/rule-set.ts';
import type { DeviceWords } from '../../local/scenario/device-words.ts';
import { type Plant, type ScenarioOptions, scenario } from '../../local/scenario.ts';

const root = join(import.meta.dirname, '..', '..');

/** The rules and policies that the project ships. */
export function shippedRules(): readonly RuleFile[] {
  const of = (folder: string, below: string) =>
    readdirSync(join(root, 'rules', folder))
      .filter(name => /(\.(rule|policy)|^signals)\.json$/.test(name))
      .map(name => shipped(below + name));
  return [...of('', ''), ...of('policies', 'policies/')];
}

function shipped(path: string): RuleFile {
  return { path, text: readFileSync(join(root, 'rules', path), 'utf8') };
}

export const samplePeople = (): readonly Person[] => JSON.parse(readFileSync(join(root, 'local/people.sample.json'), 'utf8'));

/** A rule or policy as an editor would save it. */
export const file = (path: string, document: object): RuleFile => ({ path, text: JSON.stringify(document) });

/** As soon as a door is open it is an alarm, as soon as it is closed it is over. */
export const doorRule = file('door-open.rule.json', {
  ...{ id: 'door-open', name: 'Door open', why: 'Somebody has to close it.', owner: 'facilities', status: 'active' },
  appliesTo: { type: 'door' },
  raise: [{ severity: 'major', when: { signal: 'door', is: 'open' } }],
  clearWhen: { signal: 'door', is: 'closed' },
  notify: 'facilities-duty',
  message: { title: '{{device.name}} is open' },
});

/** The same rule, telling others. */
export const notifies = ({ path, text }: RuleFile, policy: string): RuleFile => ({
  path,
  text: text.replace('facilities-duty', policy),
});

/** Lena by SMS and nothing else. */
export const byPhoneOnly = file('policies/by-phone.policy.json', {
  ...{ id: 'by-phone', name: 'By phone', owner: 'facilities', timeZone: 'Europe/Oslo' },
  steps: [{ after: '0s', page: ['person:lena.vik'], via: ['sms'], repeatEvery: '30m' }],
});

export const facilities: RuleFile = shipped('policies/facilities-duty.policy.json');

export const freezer7 = { deviceType: 'freezer', name: 'Freezer 7', site: 'oslo' };
export const cold = { temperature: -22, defrosting: false };
export const warm = { temperature: -8, defrosting: false };

/** Somebody leaves the door open; ten minutes later it is an alarm, and it goes on until the device reports something else. */
export async function freezerIsLeftOpen(plant: Plant): Promise<DeviceWords> {
  const device = plant.device('frz-7', freezer7);
  device.reports(warm).every('1m').onAndOn();
  await plant.wait('10m');
  return device;
}

/** The door is closed; a quarter of an hour later it is over. */
export async function freezerIsClosed(plant: Plant, device: DeviceWords): Promise<void> {
  device.reports(cold).every('1m').onAndOn();
  await plant.wait('20m');
  device.fallsSilent();
}

export const kindsOf = (alarm: Readonly<Record<string, unknown>>): readonly string[] =>
  (alarm.timeline as readonly { kind: string }[]).map(({ kind }) => kind);

type Options = Partial<ScenarioOptions>;

export function night(title: string, options: Options, tell: (plant: Plant) => Promise<void>): void {
  test(title, () => runNight(options, tell));
}

export async function runNight(options: Options, tell: (plant: Plant) => Promise<void>): Promise<void> {
  const plant = await scenario({ rules: shippedRules(), people: samplePeople(), ...options });
  try {
    await tell(plant);
    plant.nothingElse();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`${said}\n\nThe night so far:\n${await plant.timeline()}`, { cause: error });
  } finally {
    await plant.close();
  }
}
