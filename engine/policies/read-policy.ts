import { Value } from 'typebox/value';
import { type Path, readDocument } from '../documents.ts';
import { parseDuration } from '../duration.ts';
import { contentHash } from '../hash.ts';
import { type Problem, pointerOf } from '../problems.ts';
import { type Complaint, checkMeaning } from './check-policy.ts';
import { type Policy, PolicySchema } from './policy.ts';
import { isChannelNotYet, isNotYet, nearest } from './words.ts';

/** A policy that was read and checked. */
export interface LoadedPolicy {
  readonly id: string;
  /** Hash of the text: another text is another version. */
  readonly version: string;
  readonly text: string;
  readonly document: Policy;
}

export type ReadPolicy =
  | { readonly ok: true; readonly policy: LoadedPolicy }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a policy file and says all that is wrong with it at once. Never throws. `path` is the name of the file in the problems. */
export function readPolicy(text: string, path: string): ReadPolicy {
  const document = readDocument(text, path);
  if (!document.ok) return document;
  const shape = shapeComplaints(document.value);
  const complaints = shape.length > 0 ? shape : checkMeaning(document.value as Policy);
  if (complaints.length === 0) return { ok: true, policy: loaded(document.value as Policy, text) };
  const problems = complaints.map(({ at, of, ...rest }) => ({
    path,
    ...document.place(at, of),
    pointer: pointerOf(at),
    ...rest,
  }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

const loaded = (document: Policy, text: string): LoadedPolicy => ({
  id: document.id,
  version: contentHash(text),
  text,
  document,
});

/** Words that are unknown, missing or not yet built, and values of the wrong kind. */
function shapeComplaints(value: unknown): Complaint[] {
  const found = Value.Errors(PolicySchema, value).flatMap(error => complaintsOf(error, value));
  return found.filter((one, index) => found.findIndex(other => pointerOf(other.at) === pointerOf(one.at)) === index);
}

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
  if (isNotYet(at))
    return { at, of: 'name', code: 'policy/not-yet', says: `“${word}” is not built yet.`, fix: 'Leave it out for now.' };
  const meant = nearest(word, Object.keys(schema.properties ?? {}));
  return {
    at,
    of: 'name',
    code: 'policy/unknown-word',
    says: `“${word}” is no word of a policy here.`,
    why: 'An unknown word would be passed over in silence, and somebody would count on it.',
    ...(meant === undefined ? {} : { fix: `Did you mean “${meant}”?` }),
  };
}

const missingWord = (at: Path, name: string): Complaint => ({
  at,
  code: 'policy/missing-word',
  says: at.length === 0 ? `The policy has no “${name}”.` : `“${name}” is missing here.`,
});

function wrongValue(at: Path, value: unknown, schema: Readonly<Record<string, unknown>>): Complaint {
  if (isChannelNotYet(value))
    return { at, code: 'policy/not-yet', says: `The channel “${value}” is not built yet.`, fix: 'Use sms or email.' };
  const wanted = typeof schema.description === 'string' ? schema.description : 'another kind of value';
  const shown = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
  return { at, code: 'policy/wrong-value', says: `Here stands ${shown}; wanted is ${wanted}.`, ...fixOf(value, schema) };
}

function fixOf(value: unknown, schema: Readonly<Record<string, unknown>>): { fix?: string } {
  if (typeof value !== 'string') return {};
  const meant = Array.isArray(schema.enum) ? nearest(value, schema.enum.map(String)) : undefined;
  if (meant !== undefined) return { fix: `Did you mean “${meant}”?` };
  const plain = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value);
  const corrected = plain
    ? ['d', 'h', 'm', 's'].map((unit, index) => (plain[index + 1] ? plain[index + 1] + unit : '')).join('')
    : '';
  return corrected !== '' && parseDuration(corrected) !== undefined ? { fix: `Write “${corrected}”.` } : {};
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
