/** Small documents that show a problem, and the same put right: a place of a base document with something else in it. */

import type { Person } from '../../people.ts';

export interface Sample {
  /** What is read. `beside`: the document next to its base, whose id it must not share; `for people`: held against a directory of `people`. */
  readonly in: 'rule' | 'policy' | 'signals' | 'calendars' | 'rule beside' | 'policy beside' | 'policy for people';
  /** JSON pointer of what is exchanged; undefined: the whole document. */
  readonly at?: string;
  /** JSON as it would be written, right or wrong; undefined: the member is taken out. */
  readonly write?: string;
  /** What the page shows instead of something very long. */
  readonly shown?: string;
}

/** A code of a problem, explained: the source of its page in docs/problems/. */
export interface Explained {
  readonly code: string;
  readonly title: string;
  /** What it means, and why it is a problem. */
  readonly means: string;
  readonly fix: string;
  readonly bad: Sample;
  readonly good: Sample;
}

type Of = Sample['in'];
const place =
  (of: Of) =>
  (at: string, write?: string, shown?: string): Sample => ({
    in: of,
    at,
    ...(write === undefined ? {} : { write }),
    ...(shown === undefined ? {} : { shown }),
  });
const whole =
  (of: Of) =>
  (write: string, shown?: string): Sample => ({ in: of, write, ...(shown === undefined ? {} : { shown }) });

export const rule = place('rule');
export const policy = place('policy');
export const ruleText = whole('rule');
export const signalsText = whole('signals');
export const calendarsText = whole('calendars');
export const ruleBeside = place('rule beside');
export const policyBeside = place('policy beside');
export const policyForPeople = place('policy for people');

/** The condition of the first level. */
export const when = (write: string): Sample => rule('/raise/0/when', write);

/** The directory of the samples: omar has no phone. */
export const people: readonly Person[] = [
  { id: 'ingrid.dahl', name: 'Ingrid Dahl', phone: '+4790000001', email: 'ingrid@example.com' },
  { id: 'lena.vik', name: 'Lena Vik', phone: '+4790000002', email: 'lena@example.com' },
  { id: 'omar.haddad', name: 'Omar Haddad', email: 'omar@example.com' },
];

export const base: Readonly<Record<'rule' | 'policy' | 'signals' | 'calendars', string>> = {
  rule: `{
  "id": "freezer-too-warm",
  "name": "Freezer too warm",
  "why": "Stock above -15 °C for half an hour must be written off.",
  "owner": "cold-chain",
  "status": "active",
  "appliesTo": { "type": "freezer" },
  "raise": [
    { "severity": "critical", "when": { "signal": "temperature", "average": "5m", "above": -10, "unit": "°C", "for": "5m" } },
    { "severity": "major", "when": { "signal": "temperature", "average": "5m", "above": -15, "unit": "°C", "for": "10m" } }
  ],
  "clearWhen": { "signal": "temperature", "average": "5m", "atMost": -18, "unit": "°C", "for": "10m" },
  "notify": "cold-chain-oncall",
  "message": { "title": "{{device.name}} is at {{value}}, limit {{limit}}" },
  "examples": [
    {
      "name": "A cold day stays quiet",
      "readings": [{ "from": "0m", "to": "30m", "every": "1m", "temperature": -20 }],
      "expect": []
    }
  ]
}
`,
  policy: `{
  "id": "cold-chain-oncall",
  "name": "Cold chain on call",
  "timeZone": "Europe/Oslo",
  "rotations": {
    "primary": {
      "people": ["ingrid.dahl", "omar.haddad"],
      "handover": { "every": "week", "on": "mon", "at": "09:00" },
      "startsOn": "2026-01-05"
    },
    "secondary": {
      "people": ["omar.haddad", "ingrid.dahl"],
      "handover": { "every": "week", "on": "mon", "at": "09:00" },
      "startsOn": "2026-01-05"
    }
  },
  "steps": [
    { "after": "0s", "page": ["rotation:primary"], "via": ["sms", "email"] },
    { "after": "10m", "page": ["rotation:secondary"], "via": ["sms"] }
  ]
}
`,
  signals: `{
  "freezer": { "temperature": { "unit": "°C" }, "pressure": { "unit": "bar" }, "defrosting": {}, "doorOpen": {} }
}
`,
  calendars: `{
  "office": { "days": ["mon", "tue", "wed", "thu", "fri"], "from": "07:00", "to": "17:00" }
}
`,
};
