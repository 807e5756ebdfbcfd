/** What only a directory of people can say of a policy: who is not in it, and who could not be told. */

import type { Complaint } from '../calendars/check-calendar.ts';
import { type Path, readDocument } from '../documents.ts';
import { own } from '../own.ts';
import type { Channel, Person } from '../people.ts';
import { tellingInto } from '../problems/telling.ts';
import { inOrder, type Problem } from '../problems.ts';
import { type AskedChannel, isBuilt } from './channels.ts';
import type { Policy } from './policy.ts';
import type { LoadedPolicy } from './read-policy.ts';
import { nearest } from './words.ts';

/** `path`: the name of the file. Whoever stands in for somebody is looked at as well. */
export function peopleProblems({ text, document }: LoadedPolicy, path: string, people: readonly Person[]): Problem[] {
  const problems: Problem[] = [];
  const read = readDocument(text, path);
  const tell = read.ok ? tellingInto(problems, read, path) : undefined;
  for (const { at, code, says, ...more } of checkPeople(document, people)) tell?.(at, code, says, more);
  return inOrder(problems);
}

export function checkPeople(policy: Policy, people: readonly Person[]): Complaint[] {
  const known = new Map(people.map(person => [person.id, person]));
  const ids = people.map(({ id }) => id);
  const named = [
    ...inRotations(policy),
    ...targetsOf(policy).flatMap(({ target, at }) => idsOf(target, 'person').map(id => ({ id, at }))),
  ];
  return [
    ...named.filter(({ id }) => !known.has(id)).map(({ id, at }) => unknownPerson(id, at, ids)),
    ...targetsOf(policy).flatMap(({ target, at, last }) => emptyGroup(target, at, last, people)),
    ...unreachable(policy, known),
  ];
}

const inRotations = ({ rotations = {} }: Policy): { id: string; at: Path }[] =>
  Object.entries(rotations).flatMap(([rotation, { people, cover = [] }]) => [
    ...people.map((id, index) => ({ id, at: ['rotations', rotation, 'people', index] })),
    ...cover.map(({ person }, index) => ({ id: person, at: ['rotations', rotation, 'cover', index, 'person'] })),
  ]);

const targetsOf = ({ steps, ifUnanswered }: Policy): { target: string; at: Path; last: boolean }[] => [
  ...steps.flatMap(({ page }, step) =>
    page.map((target, index) => ({
      target,
      at: ['steps', step, 'page', index],
      last: step === steps.length - 1 && page.length === 1,
    })),
  ),
  ...(ifUnanswered?.then ?? []).map((target, index) => ({ target, at: ['ifUnanswered', 'then', index], last: false })),
];

const idsOf = (target: string, kind: string): string[] => (target.startsWith(`${kind}:`) ? [target.slice(kind.length + 1)] : []);

function unknownPerson(id: string, at: Path, ids: readonly string[]): Complaint {
  const meant = nearest(id, ids);
  const written = at.at(-2) === 'page' || at.at(-2) === 'then' ? `person:${meant}` : meant;
  return {
    at,
    code: 'policy/unknown-person',
    says: `Nobody in the directory is “${id}”.`,
    why: 'A page to them would reach nobody.',
    ...(meant === undefined
      ? { fix: 'Add them to the directory, or name somebody who is in it.' }
      : { fix: `Did you mean “${meant}”?`, change: [{ at, write: written }] }),
  };
}

function emptyGroup(target: string, at: Path, last: boolean, people: readonly Person[]): Complaint[] {
  const members = (person: Person) =>
    [
      ...idsOf(target, 'team').map(id => person.teams?.includes(id)),
      ...idsOf(target, 'role').map(id => person.roles?.includes(id)),
    ].some(Boolean);
  if (!/^(team|role):/.test(target) || people.some(members)) return [];
  const groups = [
    ...new Set(
      people.flatMap(({ teams = [], roles = [] }) => [...teams.map(id => `team:${id}`), ...roles.map(id => `role:${id}`)]),
    ),
  ];
  const meant = nearest(target, groups);
  return [
    {
      at,
      code: 'policy/pages-nobody',
      says: `Nobody in the directory is in ${target}${last ? ': the last step pages nobody' : ''}.`,
      ...(meant === undefined
        ? { fix: 'Give somebody this team or role, or page somebody else.' }
        : { fix: `Did you mean “${meant}”?`, change: [{ at, write: meant }] }),
    },
  ];
}

const contactOf = (person: Person, channel: Channel) => (channel === 'sms' ? person.phone : person.email);
const needed = { sms: 'phone number', email: 'e-mail address' } as const satisfies Record<Channel, string>;

/** One warning for each person and step: they are told on another channel, if they have one. */
function unreachable(policy: Policy, known: ReadonlyMap<string, Person>): Complaint[] {
  return policy.steps.flatMap(({ page, via }, step) => {
    const people = [...new Set(page.flatMap(target => behind(target, policy, known)))];
    return people.flatMap(person => {
      const missing = via
        .filter((channel: AskedChannel) => isBuilt(channel) && contactOf(person, channel) === undefined)
        .filter(isBuilt);
      if (missing.length === 0) return [];
      const says = `Step ${step + 1} may page ${person.id}, who has no ${missing.map(channel => needed[channel]).join(' and no ')}.`;
      return [
        {
          at: ['steps', step, 'via'],
          code: 'policy/person-without-channel',
          severity: 'warning' as const,
          says,
          fix: 'Add it to the directory.',
        },
      ];
    });
  });
}

function behind(target: string, { rotations = {} }: Policy, known: ReadonlyMap<string, Person>): Person[] {
  const [kind, id = ''] = target.split(':');
  const rotation = own(rotations, id);
  const ids =
    kind === 'rotation' && rotation
      ? [...rotation.people, ...(rotation.cover ?? []).map(({ person }) => person)]
      : kind === 'person'
        ? [id]
        : [];
  const group = [...known.values()].filter(person =>
    (kind === 'team' ? person.teams : kind === 'role' ? person.roles : [])?.includes(id),
  );
  return [...ids.flatMap(each => known.get(each) ?? []), ...group];
}
