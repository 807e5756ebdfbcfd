/** People who take the phone in turn, as written. One source of types and published schema. */
import { Type } from 'typebox';
import { weekdays } from '../calendars/calendar-document.ts';
import { closed, note, oneOf, optional, text } from '../schema-words.ts';

export const id = '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$';

const person = (description: string) =>
  Type.String({ pattern: id, wanted: 'a person id: ingrid.dahl', description, examples: ['ingrid.dahl'] });

const localMinute = (description: string, example: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d$',
    wanted: 'a local date and time: 2026-03-14T09:00',
    description,
    examples: [example],
  });

export const timeZone = (description: string) => text(description, 'Europe/Oslo', { wanted: 'an IANA time zone: Europe/Oslo' });

const dayNames = Object.fromEntries(weekdays.map(day => [day, `The phone changes hands on ${day}.`])) as Record<
  (typeof weekdays)[number],
  string
>;

const Handover = Type.Object(
  {
    every: oneOf(
      { day: 'Every day.', week: 'Every week, on the day in "on".' },
      'How often the phone changes hands: "every": "week".',
      'week',
    ),
    on: optional(oneOf(dayNames, 'The day of a weekly handover; a daily one has none: "on": "mon".', 'mon')),
    at: Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      wanted: 'a local time: 09:00',
      description: 'The local time of the handover. At this very minute the next person has the phone: "at": "09:00".',
      examples: ['09:00'],
    }),
  },
  {
    ...closed,
    description: 'When the phone changes hands: { "every": "week", "on": "mon", "at": "09:00" }.',
    examples: [{ every: 'week', on: 'mon', at: '09:00' }],
  },
);

const Cover = Type.Object(
  {
    from: localMinute('From when this person stands in, in local time: "from": "2026-03-14T09:00".', '2026-03-14T09:00'),
    to: localMinute(
      'Until when, in local time; then the usual person has the phone again: "to": "2026-03-15T21:00".',
      '2026-03-15T21:00',
    ),
    person: person('Who stands in, by id: "lena.vik".'),
    note,
  },
  closed,
);

export const Rotation = Type.Object(
  {
    people: Type.Array(
      person('A person by id, as in the directory; numbers and addresses are kept there, never here: "ingrid.dahl".'),
      {
        minItems: 1,
        wanted: 'a list of people',
        description: 'Who takes the phone in turn; the first one begins on "startsOn": ["ingrid.dahl", "omar.haddad"].',
        examples: [['ingrid.dahl', 'omar.haddad']],
      },
    ),
    handover: Handover,
    startsOn: Type.String({
      pattern: '^\\d{4}-\\d\\d-\\d\\d$',
      wanted: 'a date: 2026-01-05',
      description: 'The day on which the first person begins: "startsOn": "2026-01-05".',
      examples: ['2026-01-05'],
    }),
    timeZone: optional(timeZone('Whose clock counts for this rotation, when it is not that of the policy: "Europe/Oslo".')),
    cover: optional(
      Type.Array(Cover, {
        wanted: 'a list of who stands in',
        description:
          'Who stands in for whoever has the phone, and when: [ { "from": "2026-03-14T09:00", "to": "2026-03-15T21:00", "person": "lena.vik" } ].',
        examples: [[{ from: '2026-03-14T09:00', to: '2026-03-15T21:00', person: 'lena.vik' }]],
      }),
    ),
    note,
  },
  {
    ...closed,
    description: 'People who take the phone in turn; steps page whoever has it: "page": ["rotation:primary"].',
  },
);
