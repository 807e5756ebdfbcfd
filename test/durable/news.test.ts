import { expect, test } from 'vitest';
import { openNews } from '../../orchestrations/steps.ts';
import { type Activity, type Bench, newBench, type Orchestrator, start } from './bench.ts';
import { randomFrom } from './programs.ts';

const minute = 60_000;

/** Looks, acts, waits for news or a minute; ends when a look finds the answer, after 30 looks at the latest. */
const driver: Orchestrator = function* (context) {
  const news = openNews(context);
  for (let look = 1; look <= 30; look++) {
    const { answered } = (yield context.df.callActivity('look', { look })) as { answered: boolean };
    if (answered) return { looks: look, at: context.df.currentUtcDateTime.toISOString() };
    yield context.df.callActivity('send', { look });
    yield* news.until(new Date(context.df.currentUtcDateTime.getTime() + minute));
  }
  return 'never answered';
};

interface Row {
  answered: boolean;
}
type Moment = (bench: Bench, row: Row) => Promise<void>;

const answer: Moment = async (bench, row) => {
  row.answered = true; // the fact first, then the news
  expect((await bench.raise('i', 'news')).status).toBeLessThan(411);
};
const gossip: Moment = async bench => void (await bench.raise('i', 'news'));

async function life(moments: Readonly<Record<string, Moment>>, deterministic: boolean) {
  const row: Row = { answered: false };
  const pages: boolean[] = [];
  const look: Activity = async ({ look }: { look: number }, bench) => {
    const found = { answered: row.answered };
    await moments[`look ${look}`]?.(bench, row);
    return found;
  };
  const send: Activity = async ({ look }: { look: number }, bench) => {
    if (!row.answered) pages.push(row.answered);
    await moments[`send ${look}`]?.(bench, row);
  };
  const bench = await newBench({ orchestrators: { driver }, activities: { look, send } }, { deterministic });
  await bench.start('i', 'driver');
  await moments.start?.(bench, row);
  for (let half = 1; half <= 60; half++) {
    const at = start + (half * minute) / 2;
    // At a whole minute the event comes in one batch with the timer: the clock stands there before anything has run.
    if (half % 2 === 0) bench.clock.set(at);
    else await bench.advance(at);
    await moments[`half ${half}`]?.(bench, row);
    await bench.advance(at);
  }
  await bench.advance();
  return { status: await bench.status('i'), pages: pages.length, warnings: bench.warnings, bench };
}

const both = [true, false];
const cases = [
  { name: 'before the first wait', when: 'start', looks: 1 },
  { name: 'during the first look', when: 'look 1', looks: 2 },
  { name: 'during the first send', when: 'send 1', looks: 2 },
  { name: 'while the first race is on', when: 'half 1', looks: 2 },
  { name: 'in one batch with the timer', when: 'half 2', looks: 2 },
  { name: 'during a look after a lost race', when: 'look 2', looks: 3 },
  { name: 'during a send after three lost races', when: 'send 4', looks: 5 },
  { name: 'while a race is on after three lost ones', when: 'half 7', looks: 5 },
  { name: 'in one batch with the fourth timer', when: 'half 8', looks: 5 },
].flatMap(row => both.map(deterministic => ({ ...row, deterministic })));

test.each(cases)('an answer $name is found (deterministic: $deterministic)', async ({ when, looks, deterministic }) => {
  const { status, warnings } = await life({ [when]: answer }, deterministic);
  expect(status.runtimeStatus).toBe('Completed');
  expect((status.output as { looks: number }).looks).toBeLessThanOrEqual(looks + 1);
  expect(warnings).toEqual([]);
});

test.each(both)(
  'news during a send is heard at once, also after lost races and news before (deterministic: %s)',
  async deterministic => {
    // Two races are lost, the third is won by gossip; the answer comes while the send after it runs.
    const { status, warnings } = await life({ 'half 5': gossip, 'send 4': answer }, deterministic);
    expect(status.output).toMatchObject({
      looks: 5,
      at: expect.stringContaining(new Date(start + 2.5 * minute).toISOString().slice(0, 19)),
    });
    expect(warnings).toEqual([]);
  },
);

test.each(both)('bursts of news at random moments lose no answer and hang nobody (deterministic: %s)', async deterministic => {
  const seed = Number(process.env.TOCSIN_SEED ?? 7);
  const random = randomFrom(seed);
  for (let run = 0; run < 25; run++) {
    const moments: Record<string, Moment> = {};
    const moment = (): string => `${['look', 'send', 'half'][Math.floor(random() * 3)]} ${1 + Math.floor(random() * 12)}`;
    for (let burst = 0; burst < 4; burst++) {
      const size = 1 + Math.floor(random() * 8);
      moments[moment()] = async bench => {
        for (let one = 0; one < size; one++) await gossip(bench, { answered: false });
      };
    }
    const answeredAt = moment();
    const before = moments[answeredAt];
    moments[answeredAt] = async (bench, row) => {
      await before?.(bench, row);
      await answer(bench, row);
    };
    const { status, warnings } = await life(moments, deterministic);
    expect(status, `TOCSIN_SEED=${seed}, run ${run}, answered at ${answeredAt}`).toMatchObject({
      runtimeStatus: 'Completed',
      output: { looks: expect.any(Number) },
    });
    expect(warnings).toEqual([]);
  }
});
