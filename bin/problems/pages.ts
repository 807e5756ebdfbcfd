/** The pages of docs/problems/, written from the catalogue; what they show of the output is real. */
import { catalogue } from '../../engine/problems/catalogue/all.ts';
import type { Explained, Sample } from '../../engine/problems/catalogue/sample.ts';
import { problemsOf } from '../../engine/problems/catalogue/tried.ts';
import { isError, pageOf, showProblem } from '../../engine/problems.ts';
import { brokenRulesPage } from './broken-rules.ts';

/** By path from the root. */
export function problemPages(): ReadonlyMap<string, string> {
  const pages = catalogue.flatMap(({ problems }) => problems.map(each => [pageOf(each.code), page(each)] as const));
  return new Map([...pages, ['docs/problems/README.md', index()], ['docs/problems/ten-broken-rules.md', brokenRulesPage()]]);
}

const severityOf = ({ bad }: Explained): string =>
  problemsOf(bad).problems.every(problem => isError(problem)) ? 'error' : 'warning';

function page(each: Explained): string {
  return `# ${each.code}

**${each.title}** (${severityOf(each)})

${each.means}

${each.fix}

## What it looks like

${shown(each.bad)}

\`\`\`text
${outputOf(each)}
\`\`\`

## Put right

${shown(each.good)}

[All problems](README.md)
`;
}

/** The first problem is enough: the others of a sample have the same code. */
function outputOf({ bad }: Explained): string {
  const { text, problems } = problemsOf(bad);
  const [first] = problems;
  return first ? showProblem(first, text).replaceAll(/[ \t]+$/gm, '') : '';
}

function shown({ in: of, at, write, shown: instead }: Sample): string {
  const what = of.startsWith('rule') ? 'a rule' : of.startsWith('policy') ? 'a policy' : `\`rules/${of}.json\``;
  const where = at === undefined ? `In ${what}:` : `In ${what}, as \`${placeOf(at)}\`:`;
  if (write === undefined) return `In ${what}: \`${placeOf(at ?? '')}\` is left out.`;
  const text = instead ?? write;
  if (text === '') return `In ${what}: nothing at all.`;
  return `${where}\n\n\`\`\`jsonc\n${text.trim()}\n\`\`\`${of.endsWith('beside') ? '\n\nEverything else is as in another file of the folder.' : ''}`;
}

/** `raise[0].when` of `/raise/0/when`. */
const placeOf = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map(step => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

function index(): string {
  const lists = catalogue.map(({ of, problems }) => {
    const rows = problems.map(each => `| [${each.code}](${each.code.replaceAll('/', '-')}.md) | ${each.title} |`);
    return `## ${of}\n\n| code | what it is |\n|---|---|\n${rows.join('\n')}`;
  });
  return `# Problems

What \`tocsin validate\` can tell of a file, a page for each. Every sample is read by the tests.
Errors keep a file from counting; warnings do not. Where the output says so, \`tocsin validate --fix\` makes the change.

[Ten broken rules](ten-broken-rules.md): what people get wrong, what is told, and the rule put right from that alone.

${lists.join('\n\n')}
`;
}
