/** Problems of the text itself, whatever it should be. */
import { limits } from '../../document-limits.ts';
import { base, type Explained, rule, ruleText } from './sample.ts';

const note = (text: string, shown?: string) => rule('/note', JSON.stringify(text), shown);
const good = note('as it should be');

export const documentProblems: readonly Explained[] = [
  {
    code: 'document/not-json',
    title: 'The text is not JSON',
    means: 'A sign is missing, or stands where it must not. The rest of the file cannot be read before this is put right.',
    fix: 'Look at the marked place and just before it: most often a comma, a quote or a bracket is missing.',
    bad: rule('/appliesTo', '{ "type": "freezer" "tags": { "site": "oslo" } }'),
    good: rule('/appliesTo', '{ "type": "freezer", "tags": { "site": "oslo" } }'),
  },
  {
    code: 'document/comment',
    title: 'A comment',
    means: 'JSON has no comments: a program that reads and writes the file would refuse it or lose them.',
    fix: 'Write what you want to say as "note", in a rule, a level, a condition or an example. `--fix` does so where it can.',
    bad: rule('/raise/1', '{ "severity": "major", /* agreed in March */ "when": { "silent": "1h" } }'),
    good: rule('/raise/1', '{ "severity": "major", "note": "agreed in March", "when": { "silent": "1h" } }'),
  },
  {
    code: 'document/trailing-comma',
    title: 'A comma after the last item',
    means: 'In JSON a comma stands between two items, never behind the last one.',
    fix: 'Delete it.',
    bad: rule('/appliesTo', '{ "type": ["freezer", "cold-room",] }'),
    good: rule('/appliesTo', '{ "type": ["freezer", "cold-room"] }'),
  },
  {
    code: 'document/not-utf8',
    title: 'A character that could not be read',
    means:
      'The file was saved in another encoding than UTF-8. What stands there is a stand-in for a letter that is lost: most often °, å, ä, ø or ö.',
    fix: 'Write the character anew, and save the file as UTF-8.',
    bad: rule('/name', '"Freezer above -10 \ufffdC"'),
    good: rule('/name', '"Freezer above -10 °C"'),
  },
  {
    code: 'document/byte-order-mark',
    title: 'A byte order mark',
    means: 'The file starts with a character that cannot be seen, which some editors add. It is no part of JSON.',
    fix: 'Save the file as UTF-8 without BOM.',
    bad: ruleText(`\ufeff${base.rule}`, '{ "id": "freezer-too-warm", … }'),
    good,
  },
  {
    code: 'document/empty',
    title: 'An empty file',
    means: 'There is nothing in the file.',
    fix: 'Copy a rule that is near to what you want, and change it. `tocsin init` writes one to begin with.',
    bad: ruleText('\n', ''),
    good,
  },
  {
    code: 'document/duplicate-name',
    title: 'The same name twice',
    means: 'Only the last of the two would count, and nobody would notice that the first one does not.',
    fix: 'Keep one of them. Conditions that must hold together stand in "all".',
    bad: rule('/raise/0/when', '{ "silent": "5m", "silent": "15m" }'),
    good: rule('/raise/0/when', '{ "silent": "15m" }'),
  },
  {
    code: 'document/forbidden-name',
    title: 'A name that programs take for their own',
    means: '`__proto__`, `constructor` and `prototype` have a meaning inside of JavaScript. No rule needs them.',
    fix: 'Choose another name.',
    bad: rule('/appliesTo/tags', '{ "constructor": "acme" }'),
    good: rule('/appliesTo/tags', '{ "builder": "acme" }'),
  },
  {
    code: 'document/broken-text',
    title: 'Half of a character',
    means: 'Some characters are written as two halves. Here one half stands alone, most often after a text was cut.',
    fix: 'Write the character anew.',
    bad: rule('/note', '"melting \\ud83e"'),
    good: rule('/note', '"melting \\ud83e\\uddca"'),
  },
  {
    code: 'document/number-too-large',
    title: 'A number without end',
    means: 'The number is larger than a computer can keep, so it would not be that number.',
    fix: 'Write the number that is meant. To have no upper limit, write "above" instead of "between".',
    bad: rule('/raise/0/when', '{ "signal": "temperature", "between": [-10, 1e999], "unit": "°C" }'),
    good: rule('/raise/0/when', '{ "signal": "temperature", "atLeast": -10, "unit": "°C" }'),
  },
  {
    code: 'document/long-text',
    title: 'A text that is too long',
    means: `A text may have ${limits.textBytes / 1024} KB. What is longer nobody reads at night.`,
    fix: 'Put it where the link "runbook" leads.',
    bad: note('Long. '.repeat(400), '"Long. Long. Long. … (2.3 KB)"'),
    good,
  },
  {
    code: 'document/long-list',
    title: 'A list that is too long',
    means: `A list may have ${limits.items} items.`,
    fix: 'Choose devices by their tags instead of by name. Write many readings as "from", "to", "every".',
    bad: rule(
      '/appliesTo/devices',
      JSON.stringify(Array.from({ length: 501 }, (_, index) => `frz-${index}`)),
      '["frz-0", "frz-1", … 501 of them]',
    ),
    good: rule('/appliesTo/tags', '{ "site": ["oslo", "bergen"] }'),
  },
  {
    code: 'document/too-many-nodes',
    title: 'Too many values',
    means: `A document may have ${limits.nodes} values, all together.`,
    fix: 'Split it into several rules.',
    bad: rule(
      '/appliesTo/tags',
      JSON.stringify(Object.fromEntries(Array.from({ length: 5 }, (_, tag) => [`t${tag}`, Array(450).fill('x')]))),
      '{ "t0": ["x", "x", … 450 of them], "t1": … }',
    ),
    good: rule('/appliesTo/tags', '{ "t0": ["x", "y"] }'),
  },
  {
    code: 'document/too-deep',
    title: 'Nested too deep',
    means: `Brackets may stand ${limits.depth} deep in one another. A condition that needs more cannot be understood.`,
    fix: 'Say it flatter: one "all" or "any" can hold many conditions, and "not" needs no "not" inside.',
    bad: rule(
      '/raise/0/when',
      `${'{ "not": '.repeat(14)}{ "silent": "5m" }${' }'.repeat(14)}`,
      '{ "not": { "not": { "not": … } } }',
    ),
    good: rule('/raise/0/when', '{ "silent": "5m" }'),
  },
  {
    code: 'document/too-large',
    title: 'A file that is too large',
    means: `A rule or policy may have ${limits.bytes / 1024} KB.`,
    fix: 'One rule or policy per file; fewer or shorter examples.',
    bad: ruleText(`{ "note": "${'x'.repeat(limits.bytes)}" }`, '{ "note": "… 64 KB …" }'),
    good,
  },
];
