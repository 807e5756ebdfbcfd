import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alarmsByHand, type Limits, level, ruleOf } from './by-hand.ts';
import { alarmsOf } from './played.ts';
import { recordingsFolder, sayWhetherSkipped } from './recordings.ts';

/** A valve closes at 10:24:33 and opens again at 10:31:33; the flow hesitates before and after. */
const flow: Limits = {
  ...{ column: 'Volume Flow RateRMS', separator: ';', window: 30 },
  ...{ below: 31.9, raiseFor: 10, atLeast: 31.95, clearFor: 30 },
};

test.skipIf(sayWhetherSkipped())('a real recording raises and clears when a hand calculation says so', async () => {
  const text = readFileSync(join(recordingsFolder, 'skab/valve1-0.csv'), 'utf8');
  const byHand = alarmsByHand(text, flow);
  expect(byHand).toEqual([
    { raisedAt: '2020-03-09T10:23:33.000Z', overAt: '2020-03-09T10:26:42.000Z' },
    { raisedAt: '2020-03-09T10:27:21.000Z', overAt: '2020-03-09T10:32:12.000Z' },
  ]);
  expect(await alarmsOf(text, ruleOf(flow), 'rig')).toEqual(
    byHand.map((alarm, i) => ({ id: `falls-below~rig~${i + 1}`, ...alarm })),
  );
});

/** A tank that is emptied twice, with a reading every few seconds. */
test('the small recording of the project as well', async () => {
  const text = readFileSync(join(import.meta.dirname, 'samples/tank-draining.csv'), 'utf8');
  const byHand = alarmsByHand(text, level);
  expect(byHand).toEqual([
    { raisedAt: expect.any(String), overAt: expect.any(String) },
    { raisedAt: expect.any(String), overAt: expect.any(String) },
  ]);
  expect(await alarmsOf(text, ruleOf(level), 'rig')).toEqual(
    byHand.map((alarm, i) => ({ id: `falls-below~rig~${i + 1}`, ...alarm })),
  );
});
