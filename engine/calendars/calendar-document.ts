/** A calendar as people write it, in a rule, a policy or `rules/calendars.json`: the one source of its types and of its published schema. */
import { type Static, Type } from 'typebox';
import { closed, note, oneOf, optional, schemaLink, text } from '../schema-words.ts';

export const dayNames = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

export type Weekday = keyof typeof dayNames;
export const weekdays = Object.keys(dayNames) as readonly Weekday[];

export const CalendarSchema = Type.Object(
  {
    days: optional(
      Type.Array(oneOf(dayNames, 'A day of the week: "mon".', 'mon'), {
        minItems: 1,
        description: 'The days of the week on which it begins; every day when they are left out: ["mon", "tue"].',
        examples: [['mon', 'tue', 'wed', 'thu', 'fri']],
      }),
    ),
    from: optional(
      Type.String({
        pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
        wanted: 'a time of the day: 07:00',
        description: 'The local time at which it begins, 00:00 to 23:59; 00:00 when it is left out: "from": "22:00".',
        examples: ['22:00'],
      }),
    ),
    to: optional(
      Type.String({
        pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
        wanted: 'a time of the day: 17:00, or 24:00',
        description:
          'The local time at which it ends; that minute is outside already. Before "from" it is on the next day, and the whole belongs to the day it began. 24:00 when it is left out: "to": "05:00".',
        examples: ['05:00'],
      }),
    ),
    timeZone: optional(
      text(
        'Whose clock counts: an IANA name, "Europe/Oslo", or "site", the zone in the tag timeZone of the device. When it is left out: in a rule the site, in a policy the zone of the policy.',
        'Europe/Oslo',
      ),
    ),
    except: optional(
      Type.Array(
        Type.String({
          pattern: '^(holidays:\\S+|\\d{4}-\\d\\d-\\d\\d)$',
          wanted: 'a date, 2026-12-24, or holidays:NO',
          description:
            'A day that does not count: a date, "2026-12-24", or the public holidays of a country or region, "holidays:NO", "holidays:DE-BY".',
          examples: ['holidays:NO'],
        }),
        {
          minItems: 1,
          description: 'Days that do not count, whatever day of the week they are: ["holidays:NO", "2026-12-24"].',
          examples: [['holidays:NO']],
        },
      ),
    ),
    note,
  },
  {
    ...closed,
    description:
      'Hours of a week, by a local clock: { "days": ["mon", "fri"], "from": "07:00", "to": "17:00", "except": ["holidays:NO"] }.',
    examples: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '17:00' }],
  },
);

/** `rules/calendars.json`. */
export const CalendarsSchema = Type.Object(
  { $schema: schemaLink, note },
  {
    patternProperties: { '^(?!note$)[A-Za-z0-9][A-Za-z0-9._-]{0,62}$': CalendarSchema },
    ...closed,
    description:
      'The calendars that rules and policies share, by id: { "working-hours": { "days": ["mon"], "from": "07:00", "to": "17:00" } }.',
    examples: [{ 'working-hours': { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '17:00' } }],
  },
);

export type CalendarDocument = Static<typeof CalendarSchema>;
