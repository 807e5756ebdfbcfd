/** An example inside of a policy as written: an alarm, and the pages that must come of it. One source of types and published schema. */
import { Type } from 'typebox';
import { closed, duration, note, optional, text } from '../schema-words.ts';
import { severity, via } from './step-document.ts';

const ExpectedPage = Type.Object(
  {
    at: duration('When the page goes out, counted from the raise: "at": "9m20s".', '9m20s'),
    pages: Type.Array(text('A person by id, or a team or role as the step names it: "lena.vik", "team:managers".', 'lena.vik'), {
      minItems: 1,
      wanted: 'a list of people, teams and roles',
      description: 'Who is paged; of rotations, the person who has the phone: ["lena.vik"].',
      examples: [['lena.vik']],
    }),
    via: via('By which channels: ["sms", "email"].'),
  },
  closed,
);

export const Example = Type.Object(
  {
    name: text('What this example shows, in one line: "Tuesday 03:10, nobody answers".', 'Tuesday 03:10, nobody answers'),
    raisedAt: Type.String({
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)$',
      wanted: 'a moment with its offset: 2026-03-03T03:10:00+01:00',
      description: 'When the alarm is raised, with its offset from UTC: "raisedAt": "2026-03-03T03:10:00+01:00".',
      examples: ['2026-03-03T03:10:00+01:00'],
    }),
    severity: severity('How bad the alarm is: "severity": "critical".'),
    acknowledgedAfter: optional(
      duration(
        'When somebody answers, counted from the raise; then the example ends. Without it, it ends with the first round: "acknowledgedAfter": "22m".',
        '22m',
      ),
    ),
    expect: Type.Array(ExpectedPage, {
      wanted: 'a list of pages',
      description: 'All pages, in order, repeats left out: [ { "at": "20s", "pages": ["lena.vik"], "via": ["sms"] } ].',
      examples: [[{ at: '20s', pages: ['lena.vik'], via: ['sms'] }]],
    }),
    note,
  },
  closed,
);
