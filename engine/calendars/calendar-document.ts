/** A calendar as people write it, in a rule, a policy or `rules/calendars.json`: the one source of its types and of its published schema. */
import { type Static, Type } from 'typebox';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const CalendarSchema = Type.Object(
  {
    days: Type.Optional(
      Type.Array(Type.Unsafe<Weekday>(Type.String({ enum: [...weekdays] })), {
        minItems: 1,
        description: 'the days on which it begins',
      }),
    ),
    from: Type.Optional(Type.String({ description: 'local time at which it begins: 22:00' })),
    to: Type.Optional(
      Type.String({
        description: 'local time at which it ends: 05:00; before `from`: on the day after, and it belongs to the day it began',
      }),
    ),
    timeZone: Type.Optional(Type.String({ description: '"site" (the tag timeZone of the device) or an IANA name: Europe/Oslo' })),
    except: Type.Optional(
      Type.Array(Type.String(), { description: 'days that do not count: holidays:NO, or a date: 2026-12-24' }),
    ),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

export type CalendarDocument = Static<typeof CalendarSchema>;
export type Weekday = (typeof weekdays)[number];
