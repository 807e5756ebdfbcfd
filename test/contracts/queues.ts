/**
 * What every adapter of the port Queues must do, whatever stands behind it. `make` gives an empty store whose plant clock
 * reads `start`; `arrived` brings the clock to `at`, then takes (and removes) what is visible.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queues } from '../../engine/ports.ts';

export type MakeQueues = () => Promise<{
  queues: Queues;
  start: number;
  arrived: (queue: string, at: number) => Promise<string[]>;
  close: () => Promise<void>;
}>;

export function queuesContract(name: string, make: MakeQueues): void {
  describe(`${name}: queues`, () => {
    let made: Awaited<ReturnType<MakeQueues>>;
    beforeAll(async () => (made = await make()));
    afterAll(() => made.close());
    /** Times are ms after the start. */
    const send = (queue: string, text: string, at: number) => made.queues.send(queue, text, made.start + at);
    const arrived = (queue: string, at: number) => made.arrived(queue, made.start + at);

    test('a message is not there before its time, and is there after it', async () => {
      await send('deadlines', 'look again', 2000);
      expect(await arrived('deadlines', 0)).toEqual([]);
      expect(await arrived('deadlines', 3000)).toEqual(['look again']);
      expect(await arrived('deadlines', 3001)).toEqual([]);
    });

    test('a time that is past is now', async () => {
      await send('past', 'now', -60_000);
      expect(await arrived('past', 3001)).toEqual(['now']);
    });

    test('queues are apart', async () => {
      await send('one', '1', 0);
      await send('two', '2', 0);
      expect(await arrived('one', 3001)).toEqual(['1']);
      expect(await arrived('two', 3001)).toEqual(['2']);
    });

    test('the same text twice is two messages', async () => {
      await Promise.all([send('twins', 'same', 0), send('twins', 'same', 0)]);
      expect(await arrived('twins', 3001)).toEqual(['same', 'same']);
    });

    test.each(['', '42', '{"a":1.10}', 'Ærø 🚨\n\ttab', '<&>"\'', ' spaces '])('%j arrives as it was sent', async text => {
      await send('texts', text, 0);
      expect(await arrived('texts', 3001)).toEqual([text]);
    });

    test('48 KB are taken, a byte more is refused', async () => {
      const text = 'é'.repeat(24 * 1024);
      await send('big', text, 0);
      await expect(send('big', `${text}x`, 0)).rejects.toMatchObject({ code: 'store/too-large' });
      expect(await arrived('big', 3001)).toEqual([text]);
    });

    test.each(['', 'ab', 'Deadlines', 'dead_lines', '-dash', 'dash-', 'two--dashes', 'x'.repeat(64)])(
      '%j is no queue',
      async queue => {
        await expect(send(queue, 'text', 0)).rejects.toMatchObject({ code: 'store/bad-key' });
      },
    );
  });
}
