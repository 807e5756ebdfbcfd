import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { type Complaint, checkCalendar } from '../calendars/check-calendar.ts';
import type { Calendars } from '../calendars/read-calendars.ts';
import { type Path, readDocument } from '../documents.ts';
import { parseDuration } from '../duration.ts';
import { contentHash } from '../hash.ts';
import { seenThrough } from '../problems/fix.ts';
import { tellingInto } from '../problems/telling.ts';
import { isError, type Problem, pointerOf } from '../problems.ts';
import { checkHours } from './check-hours.ts';
import { checkOnCall } from './check-on-call.ts';
import { checkMeaning } from './check-policy.ts';
import { type Policy, PolicySchema } from './policy.ts';
import { planned } from './remarks.ts';
import { borrowed, unknownCalendars } from './shared-calendars.ts';
import { nearest } from './words.ts';

/** A policy that was read and checked. */
export interface LoadedPolicy {
  readonly id: string;
  /** Hash of the text: another text is another version. */
  readonly version: string;
  /** As it was written; of a policy that names shared calendars, with these in it: it can be read by itself at any time. */
  readonly text: string;
  readonly document: Policy;
}

export type ReadPolicy =
  | { readonly ok: true; readonly policy: LoadedPolicy /** What it can be read with. */; readonly warnings: readonly Problem[] }
  /** Warnings are among them. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a policy file and says all that is wrong with it at once. Never throws. `path` is the name of the file in the problems;
 * `shared`: the calendars of `rules/calendars.json`.
 */
export function readPolicy(text: string, path: string, shared: Calendars = new Map()): ReadPolicy {
  let value: unknown;
  const problems = seenThrough(text, each => {
    const document = readDocument(each, path, mayNote);
    if (!document.ok) return document.problems;
    if (each === text) value = document.value;
    const found: Problem[] = [];
    const tell = tellingInto(found, document, path);
    for (const { at, code, says, ...more } of complaintsAbout(document.value, shared)) tell(at, code, says, more);
    return found;
  });
  if (problems.some(isError)) return { ok: false, problems };
  return { ok: true, policy: loaded(value as Policy, text, shared), warnings: problems };
}

/** The policy itself, a step, a rotation, a calendar: a comment there can become a note. */
const mayNote = (path: Path): boolean =>
  path.length === 0 || (path.length === 2 && ['steps', 'rotations', 'calendars'].includes(String(path[0])));

/** Meaning is looked at once the words are right. */
function complaintsAbout(value: unknown, shared: Calendars): Complaint[] {
  const shape = [...shapeComplaints(value), ...calendarComplaints(value)];
  if (shape.length > 0) return shape;
  const policy = value as Policy;
  const names = [...checkMeaning(policy), ...unknownCalendars(policy, shared)];
  const whole = borrowed(policy, shared);
  const times = names.every(({ code }) => !untimely.includes(code)) ? [...checkHours(whole), ...checkOnCall(whole)] : [];
  return [...names, ...times, ...planned(policy)];
}

/** With these, nobody can say who would be paged when. */
const untimely = ['policy/unknown-time-zone', 'policy/no-such-date', 'policy/unknown-calendar', 'policy/handover-day'];

function loaded(document: Policy, text: string, shared: Calendars): LoadedPolicy {
  const whole = borrowed(document, shared);
  const wholeText = whole === document ? text : JSON.stringify(whole, null, 2);
  return { id: document.id, version: contentHash(wholeText), text: wholeText, document: whole };
}

function calendarComplaints(value: unknown): Complaint[] {
  const calendars = valueAt(value, ['calendars']);
  if (calendars === null || typeof calendars !== 'object' || Array.isArray(calendars)) return [];
  return Object.entries(calendars).flatMap(([id, calendar]) => checkCalendar(calendar, ['calendars', id]));
}

/** Words that are unknown or missing, and values of the wrong kind. What is within a calendar is said by its own check. */
function shapeComplaints(value: unknown): Complaint[] {
  const told = new Set<string>();
  const isNew = (pointer: string) => !told.has(pointer) && told.add(pointer);
  return Value.Errors(PolicySchema, value)
    .flatMap(error => complaintsOf(error, value))
    .filter(({ at, of }) => !(at[0] === 'calendars' && (at.length > 2 || (at.length === 2 && of !== 'name'))))
    .filter(({ at }) => isNew(pointerOf(at)));
}

// Of eight errors, as it is by default, all can be of the kind that is passed over: the policy would count as right.
Settings.Set({ maxErrors: 10_000 });

type SchemaError = ReturnType<typeof Value.Errors>[number];

function complaintsOf(error: SchemaError, document: unknown): Complaint[] {
  const at = pathOf(error.instancePath, document);
  if (error.keyword === 'boolean') return []; // said again, with its name, as "additionalProperties"
  if (error.keyword === 'additionalProperties')
    return error.params.additionalProperties.map(name => unknownWord([...at, name], schemaAt(error.schemaPath)));
  if (error.keyword === 'required') return error.params.requiredProperties.map(name => missingWord(at, name));
  return [wrongValue(at, valueAt(document, at), schemaAt(error.schemaPath))];
}

function unknownWord(at: Path, schema: Readonly<Record<string, unknown>>): Complaint {
  const word = String(at.at(-1));
  if (at.length === 2 && (at[0] === 'rotations' || at[0] === 'calendars'))
    return {
      at,
      of: 'name',
      code: 'policy/bad-id',
      says: `“${word}” cannot be an id.`,
      fix: 'Use letters, digits, . _ and -, at most 63.',
    };
  const meant = nearest(word, Object.keys(schema.properties ?? {}));
  return {
    at,
    of: 'name',
    code: 'policy/unknown-word',
    says: `“${word}” is no word of a policy here.`,
    why: 'An unknown word would be passed over in silence, and somebody would count on it.',
    ...(meant === undefined
      ? { fix: `One of: ${Object.keys(schema.properties ?? {}).join(', ')}.` }
      : { fix: `Did you mean “${meant}”?`, change: [{ at, rename: meant }] }),
  };
}

const missingWord = (at: Path, name: string): Complaint => ({
  at,
  code: 'policy/missing-word',
  says: at.length === 0 ? `The policy has no “${name}”.` : `“${name}” is missing here.`,
  fix: `Add "${name}".`,
});

function wrongValue(at: Path, value: unknown, schema: Readonly<Record<string, unknown>>): Complaint {
  if (at.length === 3 && at[0] === 'steps' && at[2] === 'page' && Array.isArray(value) && value.length === 0)
    return {
      at,
      code: 'policy/pages-nobody',
      says: `Step ${Number(at[1]) + 1} pages nobody.`,
      fix: 'Name a rotation, a person, a team or a role, or leave the step out.',
    };
  const wanted = wantedBy(schema);
  const shown = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
  return { at, code: 'policy/wrong-value', says: `Here stands ${shown}; wanted is ${wanted}.`, ...fixOf(at, value, schema) };
}

const wantedBy = ({ wanted, enum: words }: Readonly<Record<string, unknown>>): string =>
  typeof wanted === 'string' ? wanted : Array.isArray(words) ? `one of: ${words.join(', ')}` : 'another kind of value';

function fixOf(at: Path, value: unknown, schema: Readonly<Record<string, unknown>>): Pick<Complaint, 'fix' | 'change'> {
  const [example] = Array.isArray(schema.examples) ? schema.examples : [];
  const like = example === undefined ? {} : { fix: `Like ${JSON.stringify(example)}.` };
  if (typeof value !== 'string') return like;
  const words = [schema.enum, schema.examples].find(Array.isArray) ?? [];
  const meant = nearest(value, words.map(String));
  if (meant !== undefined)
    return { fix: `Did you mean “${meant}”?`, ...(schema.enum !== undefined && { change: [{ at, write: meant }] }) };
  const plain = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value);
  const corrected = plain
    ? ['d', 'h', 'm', 's'].map((unit, index) => (plain[index + 1] ? plain[index + 1] + unit : '')).join('')
    : '';
  if (corrected === '' || parseDuration(corrected) === undefined) return like;
  return { fix: `Write “${corrected}”.`, change: [{ at, write: corrected }] };
}

/** The path that a JSON pointer names; a list's indexes become numbers. */
function pathOf(pointer: string, document: unknown): Path {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(valueAt(document, path)) ? Number(name) : name);
  }
  return path;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner === null || typeof inner !== 'object' ? undefined : Reflect.get(inner, key)),
    value,
  );
}

function schemaAt(path: string): Readonly<Record<string, unknown>> {
  const found = valueAt(PolicySchema, path.split('/').slice(1));
  return found !== null && typeof found === 'object' ? (found as Record<string, unknown>) : {};
}
