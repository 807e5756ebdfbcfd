import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../local/clock.ts';
import { newHold } from '../../local/replay/held-clock.ts';
import { openReplay } from '../../local/replay/open-replay.ts';
import { openDatabase } from '../../local/store/database.ts';

const sample = (name: string) => ({ file: join(import.meta.dirname, 'samples', name), deviceType: 'rig' });
const bearing = sample('pump-bearing.csv');

test('what is played is said, with all that is left out', () => {
  const { says, startAt } = openReplay(openDatabase(':memory:'), bearing, 'd');
  expect(new Date(startAt).toISOString()).toBe('2026-02-03T05:00:00.000Z');
  expect(says).toEqual([
    'Recording pump-bearing.csv as device pump-bearing: 237 rows from 2026-02-03T05:00:00Z to 2026-02-03T05:39:50Z.',
    'Signals: vibration, bearing temperature. Time: time.',
    'Rows left out: 1 (other cells than columns), 1 (no time), 1 (no number).',
    '1 row stands behind a later one; all are played by their times.',
  ]);
});

/** Plays so many rows of the recording into nowhere. */
async function play(db: ReturnType<typeof openDatabase>, rows: number) {
  const replay = openReplay(db, bearing, 'd');
  const posted: unknown[] = [];
  const said: string[] = [];
  const clock = virtualClock(replay.startAt);
  const worker = replay.worker({
    ...{ clock, timeZone: 'Europe/Oslo', say: (_, text) => said.push(text) },
    post: async events => void posted.push(...events),
  });
  for (let due = worker.nextDue(); due !== undefined && posted.length < rows; due = worker.nextDue()) {
    if (due > clock.now()) clock.set(due);
    await worker.settle();
  }
  return { posted: posted as { id: string }[], said, worker };
}

test('it goes on where it was, tells each tenth once, and is through but once', async () => {
  const db = openDatabase(':memory:');
  const first = await play(db, 100);
  expect(first.said).toEqual(['10 %: 24', '20 %: 48', '30 %: 72', '40 %: 95'].map(text => `recording ${text} of 237 rows`));
  expect(openReplay(db, bearing, 'd').says.at(-1)).toBe('It goes on after row 100.');
  const second = await play(db, 1000);
  expect(second.said.at(-1)).toBe('the recording is through: 237 rows. The system stays up; end it with Ctrl-C');
  expect(new Set([...first.posted, ...second.posted].map(({ id }) => id)).size).toBe(237);
  expect(second.worker.nextDue()).toBeUndefined();
  expect(openReplay(db, bearing, 'd').says.at(-1)).toBe(
    'It is through: to play it from its start, delete the folder d, or choose another one with --data.',
  );
});

test.each([
  { name: 'another recording', given: sample('tank-draining.csv') },
  { name: 'the same one of another type of device', given: { ...bearing, deviceType: 'pump' } },
])('a folder does not take $name', async ({ given }) => {
  const db = openDatabase(':memory:');
  await play(db, 1);
  expect(() => openReplay(db, given, 'd')).toThrow('The folder d was filled from another recording: delete it, or choose');
});

test.each([
  { file: 'nowhere.csv', says: 'There is no file nowhere.csv: --replay names a file of comma-separated values.' },
  { file: import.meta.dirname, says: 'cannot be read: EISDIR' },
  { file: join(import.meta.dirname, 'by-hand.ts'), says: 'by-hand.ts has ' },
])('$file is refused with what would be right', ({ file, says }) =>
  expect(() => openReplay(openDatabase(':memory:'), { file, deviceType: 'rig' }, 'd')).toThrow(says),
);

test('a held clock stands at its limit, does not catch up, and never goes back', () => {
  const free = virtualClock(1_000);
  const hold = newHold(1_500);
  const clock = hold.over(free);
  const after = (ms: number) => {
    free.set(free.now() + ms);
    return clock.now();
  };
  expect([after(400), after(400), after(10_000)]).toEqual([1_400, 1_500, 1_500]);
  hold.at(2_000);
  expect([clock.now(), after(300), after(300)]).toEqual([1_500, 1_800, 2_000]);
  hold.at(undefined);
  expect(after(5_000)).toBe(7_000);
});
