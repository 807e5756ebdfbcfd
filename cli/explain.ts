import { type Severity, severities } from '../engine/alarms/alarm.ts';
import { showDuration } from '../engine/duration.ts';
import { severityWord } from '../engine/messages/headline.ts';
import type { Previewed } from '../engine/policies/preview.ts';
import type { LoadedPolicy } from '../engine/policies/read-policy.ts';
import type { CompiledRule } from '../engine/rules/read-rule.ts';
import { listOf, sayChannels, sayTarget } from '../engine/say/words.ts';
import { sayDevices, sayRule } from '../engine/say.ts';
import type { Given } from './arguments.ts';
import { chosen, readChosen, refused } from './chosen.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { dayAndTime, isoOf, momentOf, saidInFull } from './moment.ts';
import type { ReadFile } from './rule-folder.ts';
import { type SampleSms, sampleSms } from './sample-sms.ts';

/** What one severity would bring about. */
interface Told {
  readonly severity: Severity;
  readonly policy: LoadedPolicy | null;
  readonly raisedAt: number;
  readonly pages: readonly Previewed[];
}

export async function explain(given: Given, io: Io): Promise<ExitCode> {
  const read = readChosen(await chosen(given.paths[0] ?? '', given, io), io);
  if (refused(read, given, io)) return exitCodes.problems;
  const [file] = read.files as [ReadFile];
  if (file.policy) return explainPolicy(file.policy, given, io);
  if (!file.rule) return exitCodes.good;
  const rule = file.rule;
  const told = await Promise.all(severitiesOf(rule).map(severity => toldOf(rule, severity, read.policies, given, io)));
  const sms = sampleSms(rule);
  if (given.has('--json')) io.out(JSON.stringify(asJson(file, rule, told, sms), null, 2));
  else io.out([sayRule(rule.document), told.map(sayTold).join('\n'), saySms(sms)].join('\n\n'));
  return exitCodes.good;
}

async function explainPolicy(policy: LoadedPolicy, given: Given, io: Io): Promise<ExitCode> {
  const { sayPolicy } = await import('../engine/say/policy.ts');
  const { id, name } = policy.document;
  const sentence = sayPolicy(policy.document);
  io.out(given.has('--json') ? JSON.stringify({ ok: true, policy: { id, name }, sentence }, null, 2) : sentence);
  return exitCodes.good;
}

const severitiesOf = (rule: CompiledRule): Severity[] =>
  severities.filter(severity => rule.levels.some(level => level.severity === severity));

/** A policy is loaded when a rule names one. */
async function toldOf(
  rule: CompiledRule,
  severity: Severity,
  policies: ReadonlyMap<string, LoadedPolicy>,
  given: Given,
  io: Io,
): Promise<Told> {
  const policy = policies.get(rule.notify(severity) ?? '') ?? null;
  const at = given.value('--at');
  const raisedAt = at === undefined ? io.now() : momentOf(at, policy?.document.timeZone ?? io.timeZone);
  if (!policy) return { severity, policy, raisedAt, pages: [] };
  const { preview } = await import('../engine/policies/preview.ts');
  return { severity, policy, raisedAt, pages: preview(policy, { raisedAt, severity }) };
}

function sayTold({ severity, policy, raisedAt, pages }: Told): string {
  const word = severityWord(severity);
  if (!policy) return `${word} is recorded and tells nobody.`;
  const zone = policy.document.timeZone;
  const head = `${word}, raised on ${saidInFull(raisedAt, zone)}, would by ${policy.id} page`;
  if (pages.length === 0) return `${head} nobody.`;
  const lines = pages.map(({ at, pages: who, via }) => [
    dayAndTime(at, zone),
    `+${showDuration(at - raisedAt)}`,
    `${sayWho(who)} by ${sayChannels(via)}`,
  ]);
  const widths = [0, 1].map(column => Math.max(...lines.map(line => line[column]!.length)));
  return [
    `${head}, until somebody answers:`,
    ...lines.map(line => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`),
  ].join('\n');
}

const sayWho = (pages: readonly string[]): string =>
  listOf(
    pages.map(who => (who.includes(':') ? sayTarget(who) : who)),
    'and',
  );

function saySms({ text, characters, parts, alphabet, cut, from }: SampleSms): string {
  const size = `${parts} part${parts === 1 ? '' : 's'}, ${characters} characters of ${alphabet}${cut ? '; it was cut to fit' : ''}`;
  return `The SMS, ${from} (${size}):\n  ${text.replaceAll('\n', '\n  ')}`;
}

const asJson = (file: ReadFile, rule: CompiledRule, told: readonly Told[], sms: SampleSms) => ({
  ok: true,
  rule: { id: rule.id, name: rule.name, status: rule.status, path: file.file.path, version: rule.version },
  sentence: sayRule(rule.document),
  devices: sayDevices(rule.document.appliesTo),
  tells: told.map(({ severity, policy, raisedAt, pages }) => {
    const zone = policy?.document.timeZone ?? 'UTC';
    return {
      severity,
      policy: policy?.id ?? null,
      raisedAt: isoOf(raisedAt, zone),
      pages: pages.map(({ at, ...page }) => ({ at: isoOf(at, zone), after: showDuration(at - raisedAt), ...page })),
    };
  }),
  sms,
});
