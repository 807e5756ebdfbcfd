/** Problems of policies: hours, people who are nobody, words that wait. */
import { type Explained, policy, policyForPeople } from './sample.ts';

const hours = '"staffed": { "days": ["mon", "tue", "wed", "thu", "fri"], "from": "07:00", "to": "17:00" }';
/** Steps of a policy that has hours of its own. */
const steps = (...each: string[]) => policy('/steps', `[\n    ${each.join(',\n    ')}\n  ],\n  "calendars": { ${hours} }`);
const rounds = (...each: string[]) => {
  const { at = '', write = '' } = steps(...each);
  return policy(at, `${write},\n  "ifUnanswered": { "after": "1h", "restartFromStep": 1, "times": 1 }`);
};
const primary = (words: string) => `{ "after": "0s", ${words}"page": ["rotation:primary"], "via": ["sms"] }`;
const second = (words: string) => `{ "after": "10m", ${words}"page": ["person:lena.vik"], "via": ["sms"] }`;

/** A step that pages this person by SMS. */
const paging = (person: string) => `[{ "after": "0s", "page": ["person:${person}"], "via": ["sms"] }]`;

export const policyHours: readonly Explained[] = [
  {
    code: 'policy/bad-id',
    title: 'An id that cannot be one',
    means: 'Steps name a rotation or a calendar by its id.',
    fix: 'Use letters, digits, dots, dashes and underscores, at most 63.',
    bad: policy('/calendars', `{ "day shift": { "from": "07:00", "to": "17:00" } }`),
    good: policy('/calendars', `{ "day-shift": { "from": "07:00", "to": "17:00" } }`),
  },
  {
    code: 'policy/unknown-calendar',
    title: 'A calendar that is not there',
    means: 'Without it nobody can say whether the step is for an alarm.',
    fix: 'Correct the id, or add the calendar to "calendars" of the policy or to `rules/calendars.json`.',
    bad: steps(primary('"during": "stafed", '), second('')),
    good: steps(primary('"during": "staffed", '), second('')),
  },
  {
    code: 'policy/pages-nobody',
    title: 'A step that pages nobody',
    means: 'The alarm would wait for an answer that nobody was asked for.',
    fix: 'Name a rotation, a person, a team or a role, or leave the step out.',
    bad: policy('/steps/1', '{ "after": "10m", "page": [], "via": ["sms"] }'),
    good: policy('/steps/1', '{ "after": "10m", "page": ["team:cold-chain"], "via": ["sms"] }'),
  },
  {
    code: 'policy/step-for-nobody',
    title: 'A step for no alarm',
    means: 'Its hours and what it leaves out are never both fulfilled.',
    fix: 'Leave one of the two out.',
    bad: steps(primary(''), second('"during": "staffed", "notDuring": "staffed", ')),
    good: steps(primary(''), second('"notDuring": "staffed", ')),
  },
  {
    code: 'policy/nobody-told',
    title: 'Hours in which nobody is told',
    means: 'Other hours have a step for alarms of this severity, these have none. Such a gap is easily overlooked.',
    fix: 'Add a step for the other hours, or one that holds the alarm until these begin: "holdUntil".',
    bad: steps(primary('"during": "staffed", ')),
    good: steps(primary('"during": "staffed", '), second('"notDuring": "staffed", ')),
  },
  {
    code: 'policy/held-together',
    title: 'Two steps that are held until the same moment',
    means: '"after" counts from when the alarm is known. Held steps whose time is over by then page together.',
    fix: 'Hold one of them only, or let the later one be for alarms of these hours: "during".',
    bad: steps(primary('"holdUntil": "staffed", '), second('"holdUntil": "staffed", ')),
    good: steps(primary('"holdUntil": "staffed", '), second('')),
  },
  {
    code: 'policy/hold-outlasts-round',
    title: 'A step that is held longer than the round lasts',
    means:
      'The round begins with a page that nothing holds, and "ifUnanswered" counts from it. A held step may come too late for it.',
    fix: 'Let the steps be for different alarms ("severities", "during"), or hold both.',
    bad: rounds(primary(''), second('"holdUntil": "staffed", ')),
    good: rounds(primary(''), second('"during": "staffed", ')),
  },
  {
    code: 'policy/same-person-twice',
    title: 'The same person in two rotations on one day',
    means: 'The second step then reaches nobody who was not paged before.',
    fix: 'Let one of the rotations begin with another person.',
    bad: policy('/rotations/secondary/people', '["ingrid.dahl", "omar.haddad"]'),
    good: policy('/rotations/secondary/people', '["omar.haddad", "ingrid.dahl"]'),
  },
  {
    code: 'policy/unknown-person',
    title: 'A person whom the directory does not know',
    means: 'A page to them would reach nobody. Checked when there is a directory of people.',
    fix: 'Correct the id, or add the person to the directory.',
    bad: policyForPeople('/steps', paging('ingird.dahl')),
    good: policyForPeople('/steps', paging('ingrid.dahl')),
  },
  {
    code: 'policy/person-without-channel',
    title: 'A person who cannot be told that way',
    means: 'They are told on another channel, if they have one. Checked when there is a directory of people.',
    fix: 'Add the number or address to the directory, or page somebody who has it.',
    bad: policyForPeople('/steps', paging('omar.haddad')),
    good: policyForPeople('/steps', paging('lena.vik')),
  },
  {
    code: 'policy/planned',
    title: 'A word that is kept and does nothing yet',
    means: 'The word is of the language, and counts from the version on that can do it.',
    fix: 'None needed. Know that it does nothing until then.',
    bad: policy('/steps/1', '{ "after": "10m", "page": ["person:lena.vik"], "via": ["sms", "teams"] }'),
    good: policy('/steps/1', '{ "after": "10m", "page": ["person:lena.vik"], "via": ["sms", "email"] }'),
  },
];
