/** Steps and their times: those that never come, those that come together, and alarms of which nobody would be told. */
import { type Severity, severities } from '../alarms/alarm.ts';
import type { Complaint } from '../calendars/check-calendar.ts';
import { parseDuration } from '../duration.ts';
import { edgesOf, isForRaise } from './hours.ts';
import type { Policy, Step } from './policy.ts';

/** A raise of which the steps can be told apart: its hours differ from those of the others. */
interface Case {
  readonly severity: Severity;
  readonly at: number;
  readonly steps: readonly { readonly step: Step; readonly index: number }[];
}

/** Needs a policy whose calendars are good and there. */
export function checkHours(policy: Policy): Complaint[] {
  const cases = casesOf(policy);
  return [
    ...neverReached(policy, cases),
    ...forNobody(policy, cases),
    ...untold(cases),
    ...heldTogether(policy, cases),
    ...heldTooLong(policy, cases),
  ];
}

const dayMs = 86_400_000;
/** Four weeks, and those of Easter and Christmas: what the hours of a week and its exceptions can make. */
const stretches = [
  { from: Date.UTC(2026, 2, 2), days: 42 },
  { from: Date.UTC(2026, 11, 21), days: 14 },
] as const;

function casesOf(policy: Policy): Case[] {
  const paging = severities.filter(severity => severity !== 'info');
  return momentsOf(policy).flatMap(at =>
    paging.map(severity => ({
      severity,
      at,
      steps: policy.steps
        .map((step, index) => ({ step, index }))
        .filter(({ step }) => (step.severities?.includes(severity) ?? true) && isForRaise(step, policy, { at })),
    })),
  );
}

/** One moment for each set of steps that some raise can have. */
function momentsOf(policy: Policy): number[] {
  const ids = [...new Set(policy.steps.flatMap(({ during, notDuring }) => [during, notDuring]))].filter(id => id !== undefined);
  const moments = stretches.flatMap(({ from, days }) => [
    from,
    ...ids.flatMap(id => edgesOf(policy, id, from, from + days * dayMs)).sort((a, b) => a - b),
  ]);
  const bySteps = new Map<string, number>();
  for (const at of moments) {
    const steps = policy.steps.map(step => isForRaise(step, policy, { at })).join();
    if (!bySteps.has(steps)) bySteps.set(steps, at);
  }
  return [...bySteps.values()];
}

const afterMs = ({ after }: Step): number => parseDuration(after) ?? 0;

/** A step that begins when the next round does, or later, pages nobody. */
function neverReached({ ifUnanswered }: Policy, cases: readonly Case[]): Complaint[] {
  if (!ifUnanswered) return [];
  const limit = parseDuration(ifUnanswered.after) ?? 0;
  const late = cases.flatMap(({ steps }) => {
    const first = Math.min(...steps.map(({ step }) => afterMs(step)));
    return steps.filter(({ step }) => step.holdUntil === undefined && afterMs(step) - first >= limit).map(({ index }) => index);
  });
  return [...new Set(late)].map(index => ({
    at: ['steps', index, 'after'],
    code: 'policy/step-never-reached',
    says: `Step ${index + 1} never comes: ${ifUnanswered.after} after its first page the round ends (ifUnanswered).`,
    fix: 'Let ifUnanswered come later, or the step earlier.',
  }));
}

function forNobody({ steps }: Policy, cases: readonly Case[]): Complaint[] {
  const used = new Set(cases.flatMap(each => each.steps.map(({ index }) => index)));
  return steps.flatMap((step, index) => {
    if (used.has(index) || step.severities?.every(severity => severity === 'info')) return [];
    const says = `Step ${index + 1} is for no alarm: no moment is both ${hoursOf(step)}.`;
    return [{ at: ['steps', index], code: 'policy/step-for-nobody', severity: 'warning', says, fix: 'Leave one of them out.' }];
  });
}

const hoursOf = ({ during, notDuring }: Step): string =>
  [during && `within “${during}”`, notDuring && `outside “${notDuring}”`].filter(Boolean).join(' and ');

/** Told at some hours and at others not: hardly meant so. */
function untold(cases: readonly Case[]): Complaint[] {
  return [...Map.groupBy(cases, ({ severity }) => severity)].flatMap(([severity, of]): Complaint[] => {
    const silent = of.find(({ steps }) => steps.length === 0);
    if (!silent || of.every(({ steps }) => steps.length === 0)) return [];
    const when = new Date(silent.at).toISOString().slice(0, 16).replace('T', ' ');
    return [
      {
        at: ['steps'],
        of: 'name',
        code: 'policy/nobody-told',
        severity: 'warning',
        says: `A ${severity} alarm that is raised at, say, ${when} UTC pages nobody: no step is for it.`,
        why: 'At other hours there is a step for it, so this is easily overlooked.',
        fix: `Add ${severity} to a step of those hours, or a step that holds it: "holdUntil".`,
      },
    ];
  });
}

/** Steps that are held until the same hours page at the same moment, whatever lies between them. */
function heldTogether({ steps }: Policy, cases: readonly Case[]): Complaint[] {
  const pairs = cases.flatMap(({ steps: some }) =>
    some.flatMap(a => some.filter(b => a.index < b.index && isHeldWith(a.step, b.step)).map(b => `${a.index} ${b.index}`)),
  );
  return [...new Set(pairs)].map(pair => {
    const [a = 0, b = 0] = pair.split(' ').map(Number);
    return {
      at: ['steps', b, 'holdUntil'],
      code: 'policy/held-together',
      severity: 'warning',
      says: `Outside of “${steps[b]?.holdUntil}”, steps ${a + 1} and ${b + 1} are held until the same moment and page together then.`,
      why: '“after” counts from when the alarm is known, not from when the hours begin.',
      fix: 'Hold one of them only, or let the later one be for alarms that are raised within these hours: "during".',
    };
  });
}

const isHeldWith = (a: Step, b: Step): boolean =>
  a.holdUntil !== undefined && a.holdUntil === b.holdUntil && afterMs(a) !== afterMs(b);

/** The round begins with a page that nothing holds, and ends while another step is still held. */
function heldTooLong({ ifUnanswered }: Policy, cases: readonly Case[]): Complaint[] {
  if (!ifUnanswered) return [];
  const late = cases.flatMap(({ steps }) => {
    const held = steps.filter(({ step }) => step.holdUntil !== undefined);
    return held.length < steps.length ? held : [];
  });
  const unique = new Map(late.map(({ step, index }) => [index, step]));
  return [...unique].map(([index, step]) => ({
    at: ['steps', index, 'holdUntil'],
    code: 'policy/hold-outlasts-round',
    severity: 'warning',
    says: `When step ${index + 1} is held until “${step.holdUntil}” for long, it does not come: the round ends ${ifUnanswered.after} after its first page.`,
    why: 'Another step of the round pages at once, and from then on ifUnanswered counts.',
    fix: 'Let the steps be for different alarms ("severities", "during"), or hold both.',
  }));
}
