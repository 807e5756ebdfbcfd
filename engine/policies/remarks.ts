/** What the language has and this version cannot do yet: accepted, planned, and said to be so. */
import type { Complaint } from '../calendars/check-calendar.ts';
import { readDocument } from '../documents.ts';
import { tellingInto } from '../problems/telling.ts';
import { inOrder, type Problem } from '../problems.ts';
import { type AskedChannel, isBuilt } from './channels.ts';
import type { Policy } from './policy.ts';
import type { LoadedPolicy } from './read-policy.ts';

/** Warnings, one for each place. `path`: the name of the file. */
export function remarksOf({ text, document }: LoadedPolicy, path: string): Problem[] {
  const problems: Problem[] = [];
  const read = readDocument(text, path);
  const tell = read.ok ? tellingInto(problems, read, path) : undefined;
  for (const { at, code, says, ...more } of planned(document)) tell?.(at, code, says, more);
  return inOrder(problems);
}

export function planned({ steps, grouping, whenCleared }: Policy): Complaint[] {
  const channels = [
    ...steps.flatMap(({ via }, step) => via.map((channel, index) => ({ channel, at: ['steps', step, 'via', index] }))),
    ...(whenCleared?.via ?? []).map((channel, index) => ({ channel, at: ['whenCleared', 'via', index] })),
  ];
  return [
    ...channels.filter(({ channel }) => !isBuilt(channel)).map(({ channel, at }) => channelRemark(channel, at)),
    ...steps.flatMap(({ command }, step) => (command ? [commandRemark(command.method, ['steps', step, 'command'])] : [])),
    ...(grouping?.flood
      ? [remark(['grouping', 'flood'], 'name', 'A flood of alarms is not bundled into digests yet: each is told by itself.')]
      : []),
    ...(grouping?.by
      ? [remark(['grouping', 'by'], 'name', 'Alarms of the same tags are not told in one message yet: each is told by itself.')]
      : []),
  ];
}

const remark = (at: Complaint['at'], of: 'name' | undefined, says: string): Complaint => ({
  at,
  ...(of && { of }),
  code: 'policy/planned',
  severity: 'warning',
  says,
  why: 'The word is kept, and counts from the version on that can do it.',
});

const channelRemark = (channel: AskedChannel, at: Complaint['at']): Complaint => ({
  ...remark(at, undefined, `Nothing is sent by “${channel}” yet.`),
  fix: 'None needed: who has none of the other channels of this step is told by SMS or e-mail, whichever they have.',
});

const commandRemark = (method: string, at: Complaint['at']): Complaint =>
  remark(at, 'name', `The command “${method}” is not sent to the device yet; the pages of the step are.`);
