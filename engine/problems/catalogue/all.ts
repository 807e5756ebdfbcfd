/** Every problem that a document can have, in the order in which the pages list them. */
import { calendarProblems, signalsProblems } from './calendars.ts';
import { documentProblems } from './documents.ts';
import { policyProblems } from './policies.ts';
import { policyHours } from './policy-hours.ts';
import { ruleFacts } from './rule-facts.ts';
import { ruleSense } from './rule-sense.ts';
import { ruleWords } from './rule-words.ts';
import type { Explained } from './sample.ts';

export const catalogue: readonly { readonly of: string; readonly problems: readonly Explained[] }[] = [
  { of: 'Any file', problems: documentProblems },
  { of: 'Rules: words', problems: ruleWords },
  { of: 'Rules: names, units, texts', problems: ruleFacts },
  { of: 'Rules: warnings', problems: ruleSense },
  { of: 'Policies', problems: [...policyProblems, ...policyHours] },
  { of: 'Calendars', problems: calendarProblems },
  { of: 'Signals', problems: signalsProblems },
];
