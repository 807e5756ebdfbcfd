/** The samples of the catalogue as whole documents, and what is told of them. */
import { findNodeAtLocation, getNodePath, type Node, parseTree } from 'jsonc-parser';
import { type Calendars, readCalendars } from '../../calendars/read-calendars.ts';
import { peopleProblems } from '../../policies/check-people.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import type { Problem } from '../../problems.ts';
import { readRule } from '../../rules/read-rule.ts';
import { readRuleSet } from '../../rules/rule-set.ts';
import { readSignals, type Signals } from '../../rules/signals.ts';
import { base, people, type Sample } from './sample.ts';

const folder = [
  { path: 'signals.json', text: base.signals },
  { path: 'calendars.json', text: base.calendars },
  { path: 'policies/cold-chain-oncall.policy.json', text: base.policy },
  { path: 'freezer-too-warm.rule.json', text: base.rule },
];

const paths = {
  rule: 'rules/freezer-too-warm.rule.json',
  policy: 'rules/policies/cold-chain-oncall.policy.json',
  signals: 'rules/signals.json',
  calendars: 'rules/calendars.json',
  'rule beside': 'rules/freezer-copy.rule.json',
  'policy beside': 'rules/policies/oncall-copy.policy.json',
  'policy for people': 'rules/policies/cold-chain-oncall.policy.json',
} as const;

/** The whole text that a sample stands for. */
export function textOf({ in: of, at, write }: Sample): string {
  const text = base[documentOf(of)];
  if (at === undefined) return write ?? '';
  const root = parseTree(text);
  const steps = at.split('/').slice(1);
  const path = steps.map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const node = root && findNodeAtLocation(root, path);
  if (node) return write === undefined ? withoutLine(text, node) : replaced(text, node.offset, node.length, write);
  const parent = root && findNodeAtLocation(root, path.slice(0, -1));
  const last = parent?.children?.at(-1);
  if (root && !parent)
    return textOf({ in: of, at: `/${steps.slice(0, -1).join('/')}`, write: `{ "${steps.at(-1)}": ${write} }` });
  if (!last || write === undefined) throw new Error(`The base document has no ${at}.`);
  const indent = '  '.repeat(getNodePath(last).length);
  return replaced(text, last.offset + last.length, 0, `,\n${indent}"${steps.at(-1)}": ${write}`);
}

const documentOf = (of: Sample['in']): keyof typeof base =>
  of === 'signals' || of === 'calendars' ? of : of.startsWith('rule') ? 'rule' : 'policy';

const replaced = (text: string, offset: number, length: number, by: string): string =>
  text.slice(0, offset) + by + text.slice(offset + length);

/** Members of the base documents stand on lines of their own. */
function withoutLine(text: string, node: Node): string {
  const member = node.parent ?? node;
  const start = text.lastIndexOf(text.slice(0, member.offset).trimEnd().at(-1) ?? '', member.offset - 1) + 1;
  const end = member.offset + member.length;
  if (text.charAt(end) === ',') return replaced(text, start, end + 1 - start, '');
  return replaced(text, start - 1, end + 1 - start, '');
}

/** What is told of a sample; nothing when all is well. */
export function problemsOf(sample: Sample): {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Problem[];
} {
  const path = paths[sample.in];
  const text = textOf(sample);
  return { path, text, problems: read(sample.in, text, path) };
}

function read(of: Sample['in'], text: string, path: string): readonly Problem[] {
  if (of === 'rule') return ruleProblems(text, path);
  if (of === 'rule beside' || of === 'policy beside') return beside(text, path);
  if (of === 'policy' || of === 'policy for people') return policyProblems(text, path, of === 'policy' ? undefined : people);
  const found = of === 'signals' ? readSignals(text, path) : readCalendars(text, path);
  return found.ok ? [] : found.problems;
}

function ruleProblems(text: string, path: string): readonly Problem[] {
  const found = readRule(text, path, signals(), calendars(), ['cold-chain-oncall']);
  return found.ok ? found.warnings : found.problems;
}

function policyProblems(text: string, path: string, directory: typeof people | undefined): readonly Problem[] {
  const found = readPolicy(text, path, calendars());
  if (!found.ok) return found.problems;
  return [...found.warnings, ...(directory ? peopleProblems(found.policy, path, directory) : [])];
}

function beside(text: string, path: string): readonly Problem[] {
  const { problems, warnings } = readRuleSet([...folder, { path: path.replace(/^rules\//, ''), text }]);
  return [...problems, ...warnings].map(problem => ({ ...problem, path: `rules/${problem.path}` }));
}

const signals = (): Signals | undefined => {
  const found = readSignals(base.signals, paths.signals);
  return found.ok ? found.signals : undefined;
};
const calendars = (): Calendars | undefined => {
  const found = readCalendars(base.calendars, paths.calendars);
  return found.ok ? found.calendars : undefined;
};
