import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Severity } from '../../engine/alarms/alarm.ts';
import { type BudgetRow, emailLimits, takeSlot } from '../../engine/budget.ts';

const limits = { perMinute: 5, perHour: 10 };

/** Asks in turn; answers who got a slot, and when the others shall come again. */
function asker(severity: Severity = 'minor') {
  let row: BudgetRow | undefined;
  return (key: string, now: number, as: Severity = severity) => {
    const slot = takeSlot(row, { key, severity: as }, now, limits);
    row = slot.row;
    return slot.kind === 'go' ? 'go' : slot.at;
  };
}

test.each([
  { from: 'DoNotReply@1a2b.azurecomm.net', want: limits },
  { from: 'DoNotReply@1a2b.AZURECOMM.NET', want: limits },
  { from: 'alarms@example.org', want: { perMinute: 30, perHour: 100 } },
  { from: 'x@azurecomm.net.example.org', want: { perMinute: 30, perHour: 100 } },
])('$from', ({ from, want }) => expect(emailLimits(from)).toEqual(want));

test('five in a minute; the sixth when the first leaves the window, not a millisecond before', () => {
  const ask = asker();
  for (const n of [1, 2, 3, 4, 5]) expect(ask(`m${n}`, n * 1_000)).toBe('go');
  expect(ask('m6', 6_000)).toBe(61_000);
  expect(ask('m6', 60_999)).toBe(61_000);
  expect(ask('m6', 61_000)).toBe('go');
});

test('of ten in an hour three are left to critical ones', () => {
  const ask = asker();
  for (let n = 0; n < 7; n += 1) expect(ask(`m${n}`, n * 60_000)).toBe('go');
  expect(ask('m7', 500_000)).toBe(3_600_000);
  for (const n of [0, 1, 2]) expect(ask(`c${n}`, 500_000, 'critical')).toBe('go');
  expect(ask('c3', 600_000, 'critical')).toBe(3_600_000);
});

test('a message that has its slot asks again for nothing', () => {
  const ask = asker();
  for (const n of [1, 2, 3, 4, 5]) ask(`m${n}`, 0);
  expect(ask('m1', 30_000)).toBe('go');
  expect(ask('m6', 60_000)).toBe('go');
});

test('a free slot goes to the critical one that waits, then in the order of waiting', () => {
  const ask = asker();
  for (const n of [1, 2, 3, 4]) ask(`m${n}`, 0);
  ask('m5', 30_000);
  expect(ask('first', 40_000)).toBe(60_000);
  expect(ask('second', 41_000)).toBe(60_000);
  expect(ask('urgent', 50_000, 'critical')).toBe(60_000);
  for (const n of [6, 7]) expect(ask(`x${n}`, 59_000)).toBeGreaterThanOrEqual(60_000);
  expect(ask('late', 60_000)).toBeGreaterThan(60_000);
  expect(ask('urgent', 60_000, 'critical')).toBe('go');
  expect(ask('first', 60_000)).toBe('go');
  expect(ask('second', 60_000)).toBeGreaterThan(60_000); // seven of the hour: the rest is for critical ones
});

test('whoever does not come again loses their place', () => {
  const ask = asker();
  for (const n of [1, 2, 3, 4, 5]) ask(`m${n}`, 0);
  expect(ask('gone', 1_000)).toBe(60_000);
  for (const n of [1, 2, 3, 4]) expect(ask(`c${n}`, 90_000, 'critical')).toBe('go');
  expect(ask('next', 180_000)).toBeGreaterThan(180_000);
});

test('never more than the limits in any window, never later than that without a reason, and the waiting list is bounded', () => {
  const wish = fc.record({ key: fc.integer({ min: 0, max: 400 }), wait: fc.nat({ max: 40_000 }), critical: fc.boolean() });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 300 }), wishes => {
      let row: BudgetRow | undefined;
      let now = 1_000_000;
      const went = new Map<string, number>();
      for (const { key, wait, critical } of wishes) {
        now += wait;
        const slot = takeSlot(row, { key: String(key), severity: critical ? 'critical' : 'major' }, now, limits);
        row = slot.row;
        if (slot.kind === 'later') expect(slot.at).toBeGreaterThan(now);
        else if (!went.has(String(key)) || now - went.get(String(key))! >= 3_600_000) went.set(String(key), now);
        const times = [...went.values()];
        expect(times.filter(at => at > now - 60_000).length).toBeLessThanOrEqual(5);
        expect(times.filter(at => at > now - 3_600_000).length).toBeLessThanOrEqual(10);
        expect(row.waiting.length).toBeLessThanOrEqual(200);
      }
    }),
  );
});
