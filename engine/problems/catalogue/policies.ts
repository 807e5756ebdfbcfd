/** Problems of policies. */
import { type Explained, policy, policyBeside } from './sample.ts';

const step = (words: string) => policy('/steps/1', `{ ${words} }`);
const handover = (words: string) => policy('/rotations/primary/handover', `{ ${words} }`);
const cover = (words: string) => policy('/rotations/primary/cover', `[{ ${words}, "person": "lena.vik" }]`);

export const policyProblems: readonly Explained[] = [
  {
    code: 'policy/unknown-word',
    title: 'A word that a policy does not have here',
    means: 'A word that is not known would be passed over in silence, and somebody would count on it.',
    fix: 'Take the word that is suggested.',
    bad: step('"after": "10m", "page": ["person:lena.vik"], "via": ["sms"], "repeat": "3m"'),
    good: step('"after": "10m", "page": ["person:lena.vik"], "via": ["sms"], "repeatEvery": "3m"'),
  },
  {
    code: 'policy/missing-word',
    title: 'A word is missing',
    means: 'A policy says in which time zone it counts and which steps it has; a step says when, whom and by which channels.',
    fix: 'Add the word that is named.',
    bad: step('"after": "10m", "page": ["person:lena.vik"]'),
    good: step('"after": "10m", "page": ["person:lena.vik"], "via": ["sms"]'),
  },
  {
    code: 'policy/wrong-value',
    title: 'A value that cannot stand here',
    means: 'It is of another kind, or not one of the words that are possible.',
    fix: 'Write it as the message says. Durations are 30s, 10m, 1h30m, 2d; whom to page is rotation:id, person:id, team:id or role:id.',
    bad: step('"after": "10m", "page": ["lena.vik"], "via": ["sms"]'),
    good: step('"after": "10m", "page": ["person:lena.vik"], "via": ["sms"]'),
  },
  {
    code: 'policy/unknown-rotation',
    title: 'A rotation that is not there',
    means: 'The step would page nobody.',
    fix: 'Correct the id, or add the rotation to "rotations".',
    bad: step('"after": "10m", "page": ["rotation:secundary"], "via": ["sms"]'),
    good: step('"after": "10m", "page": ["rotation:secondary"], "via": ["sms"]'),
  },
  {
    code: 'policy/unknown-step',
    title: 'A step that is not there',
    means: 'Steps are counted from 1, in the order in which they are written.',
    fix: 'Take the number of a step that there is.',
    bad: policy('/ifUnanswered', '{ "after": "30m", "restartFromStep": 3, "times": 1 }'),
    good: policy('/ifUnanswered', '{ "after": "30m", "restartFromStep": 2, "times": 1 }'),
  },
  {
    code: 'policy/step-never-reached',
    title: 'A step that never comes',
    means: 'The round ends before it begins, by "ifUnanswered".',
    fix: 'Let "ifUnanswered" come later, or the step earlier.',
    bad: policy('/ifUnanswered', '{ "after": "10m", "restartFromStep": 1, "times": 1 }'),
    good: policy('/ifUnanswered', '{ "after": "20m", "restartFromStep": 1, "times": 1 }'),
  },
  {
    code: 'policy/no-time',
    title: 'A time of nothing',
    means: 'To repeat or to wait takes some time: without any, pages would follow one another without an end.',
    fix: 'Write at least 1s; a few minutes are usual.',
    bad: step('"after": "10m", "page": ["person:lena.vik"], "via": ["sms"], "repeatEvery": "0s"'),
    good: step('"after": "10m", "page": ["person:lena.vik"], "via": ["sms"], "repeatEvery": "3m"'),
  },
  {
    code: 'policy/handover-day',
    title: 'The day of a handover',
    means: 'A weekly handover is on some day of the week; a daily one is on all of them.',
    fix: 'Add "on" to a weekly handover, and leave it out of a daily one.',
    bad: handover('"every": "week", "at": "09:00"'),
    good: handover('"every": "week", "on": "mon", "at": "09:00"'),
  },
  {
    code: 'policy/cover-backwards',
    title: 'A cover that ends before it begins',
    means: 'Nobody would stand in.',
    fix: 'Exchange "from" and "to".',
    bad: cover('"from": "2026-03-15T21:00", "to": "2026-03-14T09:00"'),
    good: cover('"from": "2026-03-14T09:00", "to": "2026-03-15T21:00"'),
  },
  {
    code: 'policy/no-such-date',
    title: 'A date that there is not',
    means: 'The calendar has no such day, or the clock no such time.',
    fix: 'Correct it.',
    bad: policy('/rotations/primary/startsOn', '"2026-01-32"'),
    good: policy('/rotations/primary/startsOn', '"2026-01-05"'),
  },
  {
    code: 'policy/unknown-time-zone',
    title: 'A time zone that there is not',
    means: 'Handovers would be at another hour than people think. An offset such as +01:00 is wrong for half of the year.',
    fix: 'Use an IANA name: Europe/Oslo.',
    bad: policy('/timeZone', '"Norway/Oslo"'),
    good: policy('/timeZone', '"Europe/Oslo"'),
  },
  {
    code: 'policy/id-taken',
    title: 'An id that another file has',
    means: 'Rules name a policy by its id. Of two files with one id only the first counts.',
    fix: 'Give one of them an id of its own. After copying a file, change the id first.',
    bad: policyBeside('/name', '"Cold chain on call, copy"'),
    good: policyBeside('/id', '"cold-chain-weekend"'),
  },
];
