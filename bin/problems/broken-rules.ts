/** The page of ten broken rules: as people wrote them, what is told, and the rule put right from that alone. */

import { readCalendars } from '../../engine/calendars/read-calendars.ts';
import { base } from '../../engine/problems/catalogue/sample.ts';
import { showProblem } from '../../engine/problems.ts';
import { type ReadRule, readRule } from '../../engine/rules/read-rule.ts';
import { readSignals } from '../../engine/rules/signals.ts';
import { firstFive } from './broken-1-to-5.ts';
import { lastFive } from './broken-6-to-10.ts';

export interface BrokenRule {
  readonly name: string;
  /** What was in the writer's mind. */
  readonly slip: string;
  readonly before: string;
  readonly after: string;
}

export const brokenRules: readonly BrokenRule[] = [...firstFive, ...lastFive];

const path = (name: string) => `rules/${name}.rule.json`;
const policies = ['cold-chain-oncall', 'facilities-duty'];

export const readBroken = (name: string, text: string): ReadRule => {
  const signals = readSignals(signalsText, 'signals.json');
  const calendars = readCalendars(base.calendars, 'calendars.json');
  return readRule(
    text,
    path(name),
    signals.ok ? signals.signals : undefined,
    calendars.ok ? calendars.calendars : undefined,
    policies,
  );
};

const signalsText = `{
  "freezer": { "temperature": { "unit": "°C" }, "defrosting": {}, "doorOpen": {} },
  "pump": { "running": {}, "vibration": { "unit": "mm/s" }, "pressure": { "unit": "bar" } },
  "server-room": { "temperature": { "unit": "°C" }, "humidity": { "unit": "%" } },
  "tank": { "level": { "unit": "%" } }
}`;

/** All that is told of a rule, as the terminal shows it. */
export function told(name: string, text: string): string {
  const read = readBroken(name, text);
  const problems = read.ok ? read.warnings : read.problems;
  return problems.map(problem => showProblem(problem, text).replaceAll(/[ \t]+$/gm, '')).join('\n\n');
}

export function brokenRulesPage(): string {
  const parts = brokenRules.map(
    ({ name, slip, before, after }, index) => `## ${index + 1}. ${slip}

\`\`\`jsonc
${before.trim()}
\`\`\`

What is told:

\`\`\`text
${told(name, before)}
\`\`\`

Put right from that alone:

\`\`\`json
${after.trim()}
\`\`\``,
  );
  return `# Ten broken rules

Ten rules as people write them who know other systems better than this one. Below each stands what \`tocsin validate\` tells of it,
and the rule put right by somebody who read nothing else. The tests read all of them: what is shown here is what is told.

They are read in a folder with these signals, one calendar (\`office\`), and the policies ${policies.map(id => `\`${id}\``).join(' and ')}:

\`\`\`json
${signalsText}
\`\`\`

${parts.join('\n\n')}

[All problems](README.md)
`;
}
