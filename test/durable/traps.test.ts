/** What is only warned of: it goes on here as it would on Azure, and loses something on the way. */
import { expect, test } from 'vitest';
import { openNews } from '../../orchestrations/steps.ts';
import { byPhoneOnly, doorRule, notifies, runNight } from '../nights/night.ts';
import { type Bench, newBench, type Orchestrator, start } from './bench.ts';

const minute = 60_000;
const in1Minute = (context: Parameters<Orchestrator>[0]) => new Date(context.df.currentUtcDateTime.getTime() + minute);

/** The event comes while the activity of the second turn runs, when the first race was lost to its timer. */
const work = async ({ turn }: { turn: number }, bench: Bench) => {
  if (turn === 2) await bench.raise('i', 'go');
};

async function run(o: Orchestrator, input?: unknown): Promise<Bench> {
  const bench = await newBench({ orchestrators: { o }, activities: { work } });
  await bench.start('i', 'o', input);
  await bench.advance(start);
  await bench.advance();
  return bench;
}

test('a fresh wait for each race: the event goes to the one of a lost race, and that is warned of', async () => {
  const bench = await run(function* (context) {
    for (let turn = 1; turn <= 3; turn++) {
      yield context.df.callActivity('work', { turn });
      const timer = context.df.createTimer(in1Minute(context));
      yield context.df.Task.any([context.df.waitForExternalEvent('go'), timer]);
      if (!timer.isCompleted) timer.cancel();
    }
  });
  expect(bench.warnings).toEqual([
    { code: 'durable/event-swallowed', says: expect.stringMatching(/an event "go" went to a wait whose race was over/) },
  ]);
});

test('one wait that is raced again without a look at it stands still, and that is warned of', async () => {
  const bench = await run(function* (context) {
    const wait = context.df.waitForExternalEvent('go');
    for (let turn = 1; turn <= 3; turn++) {
      yield context.df.callActivity('work', { turn });
      const timer = context.df.createTimer(in1Minute(context));
      yield context.df.Task.any([wait, timer]);
      if (!timer.isCompleted) timer.cancel();
    }
  });
  expect(bench.warnings.map(({ code }) => code)).toContain('durable/event-swallowed');
});

test('the pattern that holds is not warned of, however late the event comes', async () => {
  const bench = await run(function* (context) {
    const news = openNews(context);
    for (let turn = 1; turn <= 3; turn++) {
      yield context.df.callActivity('work', { turn });
      yield* news.until(in1Minute(context));
    }
  });
  expect(bench.warnings).toEqual([]);
});

test.each([
  { name: 'a text named Timestamp, at any depth', input: { a: [{ Timestamp: '2026-01-01T00:00:00Z' }] }, warned: true },
  { name: 'a number of that name', input: { Timestamp: 5 }, warned: false },
  { name: 'another spelling', input: { timestamp: '2026-01-01T00:00:00Z' }, warned: false },
])('an input with $name', async ({ input, warned }) => {
  const bench = await run(function* (context) {
    yield context.df.callActivity('work', {});
  }, input);
  expect(bench.warnings.map(({ code }) => code)).toEqual(warned ? ['durable/timestamp-in-input'] : []);
});

test('an input of more than 45 KB', async () => {
  const bench = await run(function* (context) {
    yield context.df.callActivity('work', { text: 'x'.repeat(45_000) });
  });
  expect(bench.warnings).toEqual([{ code: 'durable/large-input', says: expect.stringContaining('over 45 KB') }]);
});

test('a night fails on a warning, with its words', async () => {
  const told = runNight({ rules: [notifies(doorRule, 'by-phone'), byPhoneOnly] }, async plant => {
    await plant.device('door-1', { deviceType: 'door', name: 'Back door', site: 'oslo' }).reports('door', 'open').once();
    const url = '/runtime/webhooks/durabletask/instances/door-open~door-1~1/raiseEvent/News';
    const headers = { host: 'localhost', 'content-type': 'application/json' };
    await plant.house.request({ method: 'POST', url, headers, body: new TextEncoder().encode('{}') });
    await plant.wait('1h');
  });
  await expect(told).rejects.toThrow(/The durable engine warns:\n.*durable\/event-name-case.*News/);
});
