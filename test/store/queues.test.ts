import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../local/store/database.ts';
import { sqliteQueues } from '../../local/store/queues.ts';
import { queuesContract } from '../contracts/queues.ts';

/** Both clocks stand still until they are moved. */
function handClock() {
  const at = { plant: 1000, machine: 500_000 };
  return { at, now: () => at.plant, machine: () => at.machine };
}

function queuesIn(path: string) {
  const clock = handClock();
  const db = openDatabase(path);
  return { clock, db, queues: sqliteQueues(db, clock) };
}

async function contractOf(path: string, close: () => void) {
  const { clock, db, queues } = queuesIn(path);
  const arrived = async (queue: string, at: number) => {
    clock.at.plant = at;
    const messages = await queues.receive(queue, 100, 1000);
    for (const { id, popReceipt } of messages) await queues.remove(queue, id, popReceipt);
    return messages.map(message => message.text);
  };
  const closeBoth = async () => {
    db.close();
    close();
  };
  return { queues, start: clock.now(), arrived, close: closeBoth };
}

queuesContract('SQLite in memory', () => contractOf(':memory:', () => {}));
queuesContract('SQLite in a file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-'));
  return contractOf(join(dir, 'tocsin.sqlite'), () => rmSync(dir, { recursive: true }));
});

const lease = 60_000;

describe('receiving', () => {
  test('a message is not there a ms before its time, and is there at its time', async () => {
    const { queues, clock } = queuesIn(':memory:');
    await queues.send('queue', 'text', 2000);
    clock.at.plant = 1999;
    expect(await queues.receive('queue', 1, lease)).toEqual([]);
    clock.at.plant = 2000;
    expect(await queues.receive('queue', 1, lease)).toMatchObject([{ text: 'text' }]);
  });

  test('the earliest come first, at most so many, with their count and the time they came in', async () => {
    const { queues } = queuesIn(':memory:');
    for (const at of [30, 10, 20]) await queues.send('queue', `due at ${at}`, at);
    const got = await queues.receive('queue', 2, lease);
    expect(got.map(message => message.text)).toEqual(['due at 10', 'due at 20']);
    expect(got[0]).toMatchObject({ dequeueCount: 1, insertedAt: 1000 });
    expect((await queues.receive('queue', 2, lease)).map(message => message.text)).toEqual(['due at 30']);
  });

  test('a lease hides the message up to its end, by the machine clock', async () => {
    const { queues, clock } = queuesIn(':memory:');
    await queues.send('queue', 'text', 0);
    const [first] = await queues.receive('queue', 1, lease);
    clock.at.plant += 10 * lease;
    clock.at.machine += lease - 1;
    expect(await queues.receive('queue', 1, lease)).toEqual([]);
    clock.at.machine += 1;
    const [second] = await queues.receive('queue', 1, lease);
    expect(second).toMatchObject({ id: first?.id, dequeueCount: 2 });
    expect(second?.popReceipt).not.toBe(first?.popReceipt);
  });
});

describe('leases', () => {
  test('of two that received it, only the later one can remove it or put it back', async () => {
    const { queues, clock } = queuesIn(':memory:');
    await queues.send('queue', 'text', 0);
    const [first] = await queues.receive('queue', 1, lease);
    clock.at.machine += lease;
    const [second] = await queues.receive('queue', 1, lease);
    expect(await queues.remove('queue', first?.id ?? '', first?.popReceipt ?? '')).toBe(false);
    expect(await queues.putBack('queue', first?.id ?? '', first?.popReceipt ?? '', 0)).toBe(false);
    expect(await queues.remove('queue', second?.id ?? '', second?.popReceipt ?? '')).toBe(true);
    expect(await queues.remove('queue', second?.id ?? '', second?.popReceipt ?? '')).toBe(false);
    expect(queues.length('queue')).toBe(0);
  });

  test('an ended lease that nobody else took can still be removed', async () => {
    const { queues, clock } = queuesIn(':memory:');
    await queues.send('queue', 'text', 0);
    const [message] = await queues.receive('queue', 1, lease);
    clock.at.machine += 2 * lease;
    expect(await queues.remove('queue', message?.id ?? '', message?.popReceipt ?? '')).toBe(true);
  });

  test('what was put back is visible at its new time, with its count kept and no lease', async () => {
    const { queues, clock } = queuesIn(':memory:');
    await queues.send('queue', 'text', 0);
    const [message] = await queues.receive('queue', 1, lease);
    expect(await queues.putBack('queue', message?.id ?? '', message?.popReceipt ?? '', 1500.2)).toBe(true);
    clock.at.plant = 1500;
    expect(await queues.receive('queue', 1, lease)).toEqual([]);
    clock.at.plant = 1501;
    expect(await queues.receive('queue', 1, lease)).toMatchObject([{ text: 'text', dequeueCount: 2 }]);
    expect(await queues.putBack('queue', message?.id ?? '', message?.popReceipt ?? '', 0)).toBe(false);
  });

  test('many who receive at once never get the same message', async () => {
    const { queues } = queuesIn(':memory:');
    for (let n = 0; n < 50; n++) await queues.send('queue', String(n), 0);
    const got = (await Promise.all(Array.from({ length: 20 }, () => queues.receive('queue', 4, lease)))).flat();
    expect(new Set(got.map(message => message.id)).size).toBe(50);
    expect(got).toHaveLength(50);
  });
});

describe('the loop', () => {
  test('the next time is that of the earliest message; leased ones do not count', async () => {
    const { queues, clock } = queuesIn(':memory:');
    expect(queues.nextVisibleAt('queue')).toBeUndefined();
    for (const at of [5000, 900]) await queues.send('queue', 'text', at);
    expect(queues.nextVisibleAt('queue')).toBe(900);
    await queues.receive('queue', 1, lease);
    expect(queues.nextVisibleAt('queue')).toBe(5000);
    clock.at.machine += lease;
    expect(queues.nextVisibleAt('queue')).toBe(900);
    expect(queues.nextVisibleAt('another')).toBeUndefined();
  });

  test('who listens hears of what comes in and of what is put back', async () => {
    const { queues } = queuesIn(':memory:');
    const heard: unknown[] = [];
    queues.onSend((queue, visibleAt) => heard.push([queue, visibleAt, queues.length(queue)]));
    await queues.send('queue', 'text', 700);
    const [message] = await queues.receive('queue', 1, lease);
    await queues.putBack('queue', message?.id ?? '', message?.popReceipt ?? '', 800);
    await queues.putBack('queue', message?.id ?? '', 'not its receipt', 900);
    expect(heard).toEqual([
      ['queue', 700, 1],
      ['queue', 800, 1],
    ]);
  });

  test('a host that starts again frees the leases of the dead one, and their receipts are worth nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tocsin-'));
    const path = join(dir, 'tocsin.sqlite');
    const dead = queuesIn(path);
    await dead.queues.send('queue', 'text', 0);
    const [message] = await dead.queues.receive('queue', 1, lease);
    dead.db.close();
    const { queues, db } = queuesIn(path);
    expect(queues.nextVisibleAt('queue')).toBeUndefined();
    queues.releaseLeases();
    expect(queues.nextVisibleAt('queue')).toBe(0);
    expect(await queues.remove('queue', message?.id ?? '', message?.popReceipt ?? '')).toBe(false);
    // The attempt that died is not counted, as it did not fail.
    expect(await queues.receive('queue', 1, lease)).toMatchObject([{ id: message?.id, dequeueCount: 1 }]);
    db.close();
    rmSync(dir, { recursive: true });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a message for %s is refused', async at => {
    const { queues } = queuesIn(':memory:');
    await expect(queues.send('queue', 'text', at)).rejects.toMatchObject({ code: 'store/bad-query' });
  });
});
