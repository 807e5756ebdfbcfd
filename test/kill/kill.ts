/** `npm run test:kill`: kills the host again and again during escalations, and says whether every promise was kept. */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judge } from './checks.ts';
import { readKept } from './kept.ts';
import { liveThrough, type Night } from './night.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '60' },
    keep: { type: 'boolean', default: false },
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const night = await liveThrough({
  kills: Number(values.kills),
  seed: Number(values.seed),
  speed: Number(values.speed),
  ...{ freezers: 4, leaks: 2 },
  says: line => console.log(line),
});
const verdicts = judge(night, readKept(night.db));
console.log(`\n${storyOf(night)}\n`);
for (const { what, says, wrong } of verdicts) {
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${what} (${says})`);
  for (const line of wrong.slice(0, 20)) console.log(`       ${line}`);
  if (wrong.length > 20) console.log(`       and ${wrong.length - 20} more`);
}
const failed = verdicts.filter(({ wrong }) => wrong.length > 0).length;
console.log(
  `\n${verdicts.length - failed} of ${verdicts.length} hold after ${night.kills.length} kills, seed ${night.options.seed}`,
);
if (failed > 0 || values.keep) console.log(`The folder is kept: ${night.dir}`);
else rmSync(night.dir, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;

function storyOf({ kills }: Night): string {
  const moments = Map.groupBy(kills, ({ moment }) => moment);
  const times = kills.flatMap(({ readyAfter }) => readyAfter ?? []).sort((a, b) => a - b);
  const lines = [...moments].map(([moment, all]) => `  ${String(all.length).padStart(3)} × ${moment}`);
  return [...lines, `  ready again after ${times[times.length >> 1]} ms (median), ${times.at(-1)} ms (longest)`].join('\n');
}
