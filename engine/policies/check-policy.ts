import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '../calendars/calendar.ts';
import type { Complaint } from '../calendars/check-calendar.ts';
import type { Path } from '../documents.ts';
import { parseDuration } from '../duration.ts';
import type { Policy, Rotation } from './policy.ts';
import { nearest } from './words.ts';

/** What words alone cannot say: names that lead nowhere, dates that do not exist. */
export const checkMeaning = (policy: Policy): Complaint[] => [
  ...zoneComplaints(policy.timeZone, ['timeZone']),
  ...Object.entries(policy.rotations ?? {}).flatMap(([id, rotation]) => rotationComplaints(rotation, ['rotations', id])),
  ...targetComplaints(policy),
  ...policy.steps.flatMap((step, index) => positive(step.repeatEvery, ['steps', index, 'repeatEvery'])),
  ...positive(policy.ifUnanswered?.after, ['ifUnanswered', 'after']),
  ...positive(policy.acknowledge?.quietFor, ['acknowledge', 'quietFor']),
  ...stepNumber(policy, policy.ifUnanswered?.restartFromStep, ['ifUnanswered', 'restartFromStep']),
  ...stepNumber(policy, policy.acknowledge?.thenRestartFromStep, ['acknowledge', 'thenRestartFromStep']),
  ...(policy.examples ?? []).flatMap((example, index) => momentComplaints(example.raisedAt, ['examples', index, 'raisedAt'])),
];

function rotationComplaints(rotation: Rotation, at: Path): Complaint[] {
  return [
    ...zoneComplaints(rotation.timeZone, [...at, 'timeZone']),
    ...handoverComplaints(rotation.handover, [...at, 'handover']),
    ...dateComplaints(rotation.startsOn, [...at, 'startsOn']),
    ...(rotation.cover ?? []).flatMap((cover, index) => coverComplaints(cover, [...at, 'cover', index])),
  ];
}

function zoneComplaints(zone: string | undefined, at: Path): Complaint[] {
  if (zone === undefined || isTimeZone(zone)) return [];
  return [
    { at, code: 'policy/unknown-time-zone', says: `“${zone}” is no time zone.`, fix: 'Use an IANA name, like Europe/Oslo.' },
  ];
}

function handoverComplaints({ every, on }: Rotation['handover'], at: Path): Complaint[] {
  if (every === 'week' && on === undefined)
    return [{ at, code: 'policy/handover-day', says: 'A weekly handover needs its day: “on”.', fix: 'Add "on": "mon".' }];
  if (every === 'day' && on !== undefined)
    return [
      {
        at: [...at, 'on'],
        of: 'name',
        code: 'policy/handover-day',
        says: 'A daily handover has no “on”.',
        fix: 'Leave it out.',
        change: [{ at: [...at, 'on'], remove: true }],
      },
    ];
  return [];
}

const realDay = 'Write a day that the calendar has, and a time that the clock has.';

const dateComplaints = (date: string, at: Path): Complaint[] =>
  exists(() => Temporal.PlainDate.from(date))
    ? []
    : [{ at, code: 'policy/no-such-date', says: `There is no ${date}.`, fix: realDay }];

const momentComplaints = (moment: string, at: Path): Complaint[] =>
  exists(() => Temporal.Instant.from(moment))
    ? []
    : [{ at, code: 'policy/no-such-date', says: `There is no ${moment}.`, fix: realDay }];

function coverComplaints({ from, to }: { from: string; to: string }, at: Path): Complaint[] {
  const ends = [from, to].map((date, index) => [date, index === 0 ? 'from' : 'to'] as const);
  const wrong = ends.filter(([date]) => !exists(() => Temporal.PlainDateTime.from(date)));
  if (wrong.length > 0)
    return wrong.map(([date, end]) => ({
      at: [...at, end],
      code: 'policy/no-such-date',
      says: `There is no ${date}.`,
      fix: realDay,
    }));
  if (from < to) return [];
  return [
    {
      at,
      code: 'policy/cover-backwards',
      says: `This cover ends (${to}) before it begins (${from}).`,
      fix: 'Exchange from and to.',
      change: [
        { at: [...at, 'from'], write: to },
        { at: [...at, 'to'], write: from },
      ],
    },
  ];
}

function targetComplaints(policy: Policy): Complaint[] {
  const lists = [
    ...policy.steps.map((step, index) => ({ targets: step.page, at: ['steps', index, 'page'] as Path })),
    { targets: policy.ifUnanswered?.then ?? [], at: ['ifUnanswered', 'then'] as Path },
  ];
  const known = Object.keys(policy.rotations ?? {});
  return lists.flatMap(({ targets, at }) => targets.flatMap((target, index) => unknownRotation(target, known, [...at, index])));
}

function unknownRotation(target: string, known: readonly string[], at: Path): Complaint[] {
  const id = target.startsWith('rotation:') ? target.slice('rotation:'.length) : undefined;
  if (id === undefined || known.includes(id)) return [];
  const meant = nearest(id, known);
  return [
    {
      at,
      code: 'policy/unknown-rotation',
      says: `There is no rotation “${id}” in this policy.`,
      ...(meant === undefined
        ? {
            fix:
              known.length > 0
                ? `One of: ${known.join(', ')}.`
                : 'Add it under "rotations", or page person:id, team:id, role:id.',
          }
        : { fix: `Did you mean “rotation:${meant}”?`, change: [{ at, write: `rotation:${meant}` }] }),
    },
  ];
}

const positive = (duration: string | undefined, at: Path): Complaint[] =>
  duration === undefined || parseDuration(duration) !== 0
    ? []
    : [{ at, code: 'policy/no-time', says: 'This must be longer than 0s.', fix: 'A few minutes are usual: 5m.' }];

function stepNumber(policy: Policy, step: number | undefined, at: Path): Complaint[] {
  const count = policy.steps.length;
  if (step === undefined || step <= count) return [];
  return [
    {
      at,
      code: 'policy/unknown-step',
      says: `There is no step ${step}: this policy has ${count}.`,
      fix: `Write a number from 1 to ${count}.`,
    },
  ];
}

/** Whether Temporal takes it: it throws a RangeError for a date or zone that there is not. */
function exists(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
