/** The recording that docs/local.md plays: what is shown below the command is what comes of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whenOf } from '../../engine/messages/times.ts';
import { readOptions } from '../../local/options.ts';
import { root } from '../house/sources.ts';
import { alarmsOf } from './played.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('the command is one, and its alarm comes when the lines below it say', async () => {
  const docs = read('docs/local.md');
  const given = readOptions((/^npm start -- (.*--replay .*)$/m.exec(docs)?.[1] ?? '').split(' '));
  if (!given.ok) throw new Error(given.says);
  const { file = '', deviceType = '' } = given.options.replay ?? {};
  const [, said, rule] = /^(\d\d:\d\d) {2}■ MINOR .* (\S+)~\S+~1$/m.exec(docs) ?? [];
  // Who is told does not matter here, and is in another file.
  const shipped = { ...JSON.parse(read(`rules/${rule}.rule.json`)), notify: null };
  const [first] = await alarmsOf(read(file), shipped, deviceType);
  const raisedAt = Date.parse(first?.raisedAt ?? '');
  expect(whenOf(raisedAt, raisedAt, 'Europe/Oslo')).toBe(said);
});
