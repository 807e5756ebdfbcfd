/** In what order the members of rules and policies stand: as one would tell them. */

/** The object that this name leads to, directly, in a list, or (`each`) as any member of it. */
interface Place {
  readonly order: string;
  /** Its members have names that the writer chose; the order is that of what they hold. */
  readonly each?: true;
}

const condition =
  'all any not signal silent connection average min max sum range change rate per trend unusualBy baseline direction count of reaches within ' +
  'during notDuring acrossDevices where above atLeast below atMost between outside is isNot in notIn spread unit for note';
const limit = { order: 'signal property plus default' };
const selection = { order: 'type tags devices except' };
const calendar = { order: 'timeZone days from to except note' };
const message = 'title consequence firstSteps runbook';

export const orders = {
  rule: '$schema id name why owner status until note appliesTo per raise clearWhen stepDownAfter whileActive notify message translations examples',
  policy: '$schema id name owner note timeZone rotations calendars grouping steps ifUnanswered acknowledge whenCleared examples',
  signals: '$schema',
  calendars: '$schema',
} as const;

const places: Readonly<Record<string, Place>> = {
  ...{ appliesTo: selection, except: selection },
  raise: { order: 'severity when note' },
  ...Object.fromEntries(
    ['when', 'clearWhen', 'all', 'any', 'not', 'of', 'where'].map(name => [name, { order: `normalFor ${condition}` }]),
  ),
  ...Object.fromEntries(
    ['above', 'atLeast', 'below', 'atMost', 'between', 'outside', 'is', 'isNot', 'reaches'].map(name => [name, limit]),
  ),
  ...{ during: calendar, notDuring: calendar, holdUntil: calendar, calendars: { ...calendar, each: true } },
  notify: { order: 'critical major minor info' },
  ...{ message: { order: message }, translations: { order: message, each: true } },
  whileActive: { order: 'hold except' },
  examples: {
    order: 'name note startsAt raisedAt severity acknowledgedAfter device devices readings actions until expect',
  },
  ...{ device: { order: 'id name type tags properties' }, devices: { order: 'id name type tags properties' } },
  readings: { order: 'at from to every' },
  actions: { order: 'at do note' },
  expect: { order: 'at by state group pages via' },
  rotations: { order: 'people handover startsOn timeZone cover note', each: true },
  ...{ handover: { order: 'every on at' }, cover: { order: 'from to person note' } },
  ...{ grouping: { order: 'by wait flood note' }, flood: { order: 'moreThan in digestEvery' } },
  steps: {
    order: 'after during notDuring severities holdUntil page via repeatEvery openCase command note',
  },
  ...{ openCase: { order: 'queue priority' }, command: { order: 'method payload' } },
  ifUnanswered: { order: 'after restartFromStep times then note' },
  acknowledge: { order: 'quietFor thenRestartFromStep everyoneMustAnswer note' },
  whenCleared: { order: 'tell via closeCase note' },
};

/** What the writer named stands as it was written: tags, properties, a payload. */
export const placeOf = (name: string): Place | undefined => (Object.hasOwn(places, name) ? places[name] : undefined);

/** These always have a line to each item. */
export const isTall = (name: string): boolean =>
  ['raise', 'examples', 'readings', 'expect', 'steps', 'rotations', 'translations'].includes(name);
