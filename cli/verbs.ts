/** The verbs: what each does and takes. Its code is loaded when it is wanted. */
import type { Given, Takes } from './arguments.ts';
import type { ExitCode, Io } from './io.ts';

export interface Verb {
  readonly does: string;
  readonly takes: Takes;
  readonly help: string;
  load(): Promise<(given: Given, io: Io) => Promise<ExitCode>>;
}

const many = Number.POSITIVE_INFINITY;
const rules = { '--rules': { like: 'rules' } } as const;
const at = { '--at': { like: '2026-03-03T03:10' } } as const;

const init: Verb = {
  does: 'begin a folder of rules: one rule and one policy that pass',
  takes: { paths: [0, 1] },
  help: `tocsin init [folder]

Writes a rule, a policy and signals.json into the folder (default: rules). What is there is never overwritten.

  --json         what was written, as JSON

  tocsin init rules && tocsin validate rules && tocsin test rules`,
  load: async () => (await import('./init.ts')).init,
};

const validate: Verb = {
  does: 'say what is wrong with rules and policies, where, why, and what would be right',
  takes: { paths: [0, many], switches: ['--fix'], values: { '--format': { oneOf: ['text', 'json', 'github'] } } },
  help: `tocsin validate [path …]

A path is a file or a folder; default: the folder rules, else this one. Rules and policies are known by what is in them.

  --fix          put right what can be put right without thinking, and say what is left
  --format F     text, json, or github (annotations of a pull request)
  --json         the same as --format json

  tocsin validate rules/freezer-too-warm.rule.json`,
  load: async () => (await import('./validate.ts')).validate,
};

const explain: Verb = {
  does: 'a rule in plain English: devices, levels, whom it tells and when, its SMS',
  takes: { paths: [1, 1], values: { ...rules, ...at } },
  help: `tocsin explain <rule>

The rule, or a policy, is a file or an id of the folder of rules.

  --at T         as if the alarm were raised then (default: now)
  --rules DIR    the folder of rules (default: rules)
  --json         the same as JSON

  tocsin explain freezer-too-warm --at 2026-03-03T03:10+01:00`,
  load: async () => (await import('./explain.ts')).explain,
};

const test: Verb = {
  does: 'run the examples inside rules and policies',
  takes: { paths: [0, many], switches: ['--accept', '--watch'] },
  help: `tocsin test [path …]

A path is a file or a folder; default: the folder rules, else this one.

  --accept       write what happened into "expect" where it differs; look at the change before you keep it
  --watch        run again whenever a file is saved; Ctrl-C ends it
  --json         results as JSON

  tocsin test rules/freezer-too-warm.rule.json --watch`,
  load: async () => (await import('./test.ts')).test,
};

const fmt: Verb = {
  does: 'write rules and policies in their usual layout and order',
  takes: { paths: [0, many], switches: ['--check'] },
  help: `tocsin fmt [path …]

Changes files in place; what comes in on stdin (-) goes to stdout. Nothing is lost: a file with comments is refused.

  --check        change nothing; exit code 1 when something would change
  --json         what was changed, as JSON

  tocsin fmt rules --check`,
  load: async () => (await import('./fmt.ts')).fmt,
};

const oncall: Verb = {
  does: 'who has the phone, until when, and who is next',
  takes: { paths: [0, 1], values: { ...rules, ...at } },
  help: `tocsin oncall [policy]

The policy is a file or an id of the folder of rules; default: all of them.

  --at T         at that time (default: now); without an offset it is local to the policy
  --rules DIR    the folder of rules (default: rules)
  --json         the same as JSON

  tocsin oncall cold-chain-oncall --at 2026-03-30T08:59`,
  load: async () => (await import('./oncall.ts')).oncall,
};

export const verbs: Readonly<Record<string, Verb>> = { init, validate, explain, test, fmt, oncall };
