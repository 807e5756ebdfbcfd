/**
 * What every adapter of the port Queues must do, whatever stands behind it. `arrived` takes (and removes) what is visible now,
 * after the plant clock was moved to `at`.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queues } from '../../engine/ports.ts';

export type MakeQueues = () => Promise<{
  queues: Queues;
  arrived: (queue: string, at: number) => Promise<string[]>;
  close: () => Promise<void>;
}>;

export function queuesContract(name: string, make: MakeQueues): void {
  describe(`${name}: queues`, () => {
    let made: Awaited<ReturnType<MakeQueues>>;
    beforeAll(async () => (made = await make()));
    afterAll(() => made.close());
    const send = (queue: string, text: string, at: number) => made.queues.send(queue, text, at);

    test('a message is not there before its time, and is at its time', async () => {
      await send('deadlines', 'look again', 2000);
      expect(await made.arrived('deadlines', 1999)).toEqual([]);
      expect(await made.arrived('deadlines', 2000)).toEqual(['look again']);
      expect(await made.arrived('deadlines', 2001)).toEqual([]);
    });

    test('a time that is past is now', async () => {
      await send('past', 'now', -5);
      expect(await made.arrived('past', 3000)).toEqual(['now']);
    });

    test('queues are apart', async () => {
      await send('one', '1', 0);
      await send('two', '2', 0);
      expect(await made.arrived('one', 3000)).toEqual(['1']);
      expect(await made.arrived('two', 3000)).toEqual(['2']);
    });

    test('the same text twice is two messages', async () => {
      await Promise.all([send('twins', 'same', 0), send('twins', 'same', 0)]);
      expect(await made.arrived('twins', 3000)).toEqual(['same', 'same']);
    });

    test.each(['', '42', '{"a":1.10}', 'Ærø 🚨\n\ttab', '<&>"\'', ' spaces '])('%j arrives as it was sent', async text => {
      await send('texts', text, 0);
      expect(await made.arrived('texts', 3000)).toEqual([text]);
    });

    test('48 KB are taken, a byte more is refused', async () => {
      const text = 'é'.repeat(24 * 1024);
      await send('big', text, 0);
      await expect(send('big', `${text}x`, 0)).rejects.toMatchObject({ code: 'store/too-large' });
      expect(await made.arrived('big', 3000)).toEqual([text]);
    });

    test.each(['', 'ab', 'Deadlines', 'dead_lines', '-dash', 'dash-', 'two--dashes', 'x'.repeat(64)])(
      '%j is no queue',
      async queue => {
        await expect(send(queue, 'text', 0)).rejects.toMatchObject({ code: 'store/bad-key' });
      },
    );
  });
}
