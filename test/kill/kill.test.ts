/** The short version of `npm run test:kill`: a night of few alarms, and five kills. */
import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { judge } from './checks.ts';
import { readKept } from './kept.ts';
import { liveThrough } from './night.ts';

const options = { seed: 20, kills: 5, speed: 240, freezers: 1, leaks: 2 };

test('killed five times during escalations, the host goes on where it stood', { timeout: 240_000 }, async () => {
  const lines: string[] = [];
  const night = await liveThrough({ ...options, says: line => lines.push(line) });
  onTestFinished(() => rmSync(night.dir, { recursive: true, force: true }));
  const kept = readKept(night.db);
  const wrong = judge(night, kept).filter(verdict => verdict.wrong.length > 0);
  expect(wrong, `seed ${options.seed}\n${lines.join('\n')}`).toEqual([]);
  expect(kept.stories.length).toBeGreaterThanOrEqual(3);
  expect(night.kills).toHaveLength(options.kills);
});
