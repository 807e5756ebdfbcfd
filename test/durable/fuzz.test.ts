import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Action, HistoryEvent } from '../../local/durable/protocol.ts';
import { readReturned, readThrown } from '../../local/durable/protocol.ts';
import { createStore } from '../../local/durable/store.ts';
import { walk } from '../../local/durable/walker.ts';
import type { Invoker } from '../../local/host/types.ts';
import { type Bench, newBench, type Orchestrator } from './bench.ts';
import { events, interpret, makeProgram, newAct, randomFrom } from './programs.ts';

const seed = Number(process.env.TOCSIN_SEED ?? 20_260_101);
const programs = 100;

/** The library's own count of ids, by instance, as its latest episode left it. */
const counted = new Map<string, { readonly sequenceNumber: number }>();
const watched: Orchestrator = context => {
  const executor = (context.df as unknown as { taskOrchestratorExecutor: { sequenceNumber: number } }).taskOrchestratorExecutor;
  counted.set(context.df.instanceId, executor);
  return interpret(context);
};

/** After each episode that does not end the orchestrator: does the walker count as the library does? */
function checking(db: DatabaseSync, seen: { episodes: number }, wrong: string[]): (invoker: Invoker) => Invoker {
  let store: ReturnType<typeof createStore> | undefined;
  return invoker => ({
    ...invoker,
    async invoke(name, trigger, options) {
      if (name !== 'o') return await invoker.invoke(name, trigger, options);
      const { history, instanceId } = JSON.parse((trigger as { string: string }).string) as {
        history: HistoryEvent[];
        instanceId: string;
      };
      const answer = await invoker.invoke(name, trigger, options);
      store ??= createStore(db);
      const past = store.history(store.instance(instanceId)!.n);
      const { actions, ended } = readReturned(answer.returnValue);
      const { nextId } = walk([...past, ...history.slice(past.length).map(event => ({ event }))], actions as readonly Action[]);
      seen.episodes += 1;
      const own = counted.get(instanceId)!.sequenceNumber;
      if (ended === undefined && nextId !== own) wrong.push(`${instanceId}: the library says ${own}, the walker ${nextId}`);
      return answer;
    },
  });
}

/** Lets time pass, raises events now and then, and in the end as many as it takes. */
async function live(bench: Bench, ids: readonly string[], random: () => number): Promise<void> {
  for (let round = 0; round < 400; round++) {
    await bench.advance(bench.clock.now());
    const open = [];
    for (const id of ids) if ((await bench.status(id)).output === null) open.push(id);
    if (open.length === 0) return;
    const due = bench.durable.nextDue();
    for (const id of open)
      if (due === undefined || random() < 0.3) await bench.raise(id, events[Math.floor(random() * 2)]!, { round });
    if (due !== undefined) bench.clock.set(Math.max(due, bench.clock.now()) + Math.floor(random() * 3) * 5_000);
  }
}

test.each([{ deterministic: true }, { deterministic: false }])(
  'the walker numbers as the library does (deterministic: $deterministic)',
  async ({ deterministic }) => {
    const random = randomFrom(seed + Number(deterministic));
    const db = new DatabaseSync(':memory:');
    const seen = { episodes: 0 };
    const wrong: string[] = [];
    const bench = await newBench(
      { orchestrators: { o: watched }, activities: { act: newAct(random) } },
      { deterministic, db, between: checking(db, seen, wrong) },
    );
    const ids = Array.from({ length: programs }, (_, at) => `p${at}`);
    const texts = new Map(ids.map(id => [id, makeProgram(random)]));
    for (const id of ids) await bench.start(id, 'o', texts.get(id));
    await live(bench, ids, random);
    for (const id of ids) {
      const { runtimeStatus, output } = await bench.status(id);
      if (runtimeStatus !== 'Completed') wrong.push(`${id} ${runtimeStatus} ${output}: ${JSON.stringify(texts.get(id))}`);
    }
    expect(wrong.slice(0, 3), `TOCSIN_SEED=${seed}`).toEqual([]);
    expect(seen.episodes).toBeGreaterThan(programs * 3);
  },
);

test('an error without the state of the orchestrator is a fault', () => {
  expect(readThrown(new Error('boom'))).toEqual({ actions: [], fault: 'boom' });
});
