/** Random conditions of every word. Numbers are small and whole, times multiples of half a minute, so that ties are frequent. */
import fc from 'fast-check';
import type { CalendarDocument } from '../../engine/calendars/calendar-document.ts';
import { weekdays } from '../../engine/calendars/calendar-document.ts';
import type { ConditionDocument, LimitDocument } from '../../engine/rules/rule.ts';

type Words = ConditionDocument;

export const spans = fc.constantFrom('30s', '1m', '2m', '5m', '7m30s');
export const small = fc.integer({ min: -3, max: 3 });
const number = fc.constantFrom('a', 'b');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Without the words that are absent. */
const stated = <T extends object>(words: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  words.map(all => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T);

const signalLimit = stated(fc.record({ signal: fc.constantFrom('a', 'b'), plus: optional(small) }));
const propertyLimit = stated(
  fc.record({ property: fc.constantFrom('p', 'q', 'broken', 'absent'), plus: optional(small), default: optional(small) }),
);
const limit: fc.Arbitrary<number | Exclude<LimitDocument, string | number | boolean>> = fc.oneof(
  { weight: 5, arbitrary: small },
  { weight: 1, arbitrary: signalLimit },
  { weight: 1, arbitrary: propertyLimit },
) as never;

const range = (limits: fc.Arbitrary<unknown>) =>
  fc
    .tuple(limits, limits)
    .map(([a, b]) => (typeof a === 'number' && typeof b === 'number' ? [Math.min(a, b), Math.max(a, b)] : [a, b]));

/** A comparison of numbers with limits like these. */
export const compared = (limits: fc.Arbitrary<unknown>): fc.Arbitrary<Words> =>
  fc.oneof(
    limits.map(above => ({ above })),
    limits.map(atLeast => ({ atLeast })),
    limits.map(below => ({ below })),
    limits.map(atMost => ({ atMost })),
    range(limits).map(between => ({ between })),
    range(limits).map(outside => ({ outside })),
  ) as fc.Arbitrary<Words>;

const literal = fc.constantFrom<string | boolean | number>('on', 'off', true, false, 1, '1');
const sameLimit = fc.oneof({ weight: 4, arbitrary: literal }, { weight: 1, arbitrary: signalLimit }, propertyLimit);
const same: fc.Arbitrary<Words> = fc.oneof(
  sameLimit.map(is => ({ is })),
  sameLimit.map(isNot => ({ isNot })),
  fc.uniqueArray(literal, { minLength: 1, maxLength: 3 }).map(list => ({ in: list })),
  fc.uniqueArray(literal, { minLength: 1, maxLength: 3 }).map(notIn => ({ notIn })),
) as fc.Arbitrary<Words>;

const joined = (...parts: fc.Arbitrary<Words>[]): fc.Arbitrary<Words> =>
  fc.tuple(...parts).map(all => Object.assign({}, ...all) as Words);

const onNumber = number.map(signal => ({ signal }));
const plain = joined(onNumber, compared(limit));
const worded = joined(fc.constant({ signal: 'mode' }), same);
/** The signal is measured in metres. */
const converted = joined(
  fc.constant({ signal: 'depth', unit: 'cm' }),
  fc.oneof(
    fc.constant({}),
    spans.map(average => ({ average })),
    spans.map(change => ({ change })),
  ),
  compared(small.map(metres => metres * 100)),
);
const windowWord: fc.Arbitrary<Words> = fc
  .tuple(fc.constantFrom('average', 'min', 'max', 'sum', 'range', 'change'), spans)
  .map(([word, span]) => ({ [word]: span }));
const windowed = joined(onNumber, windowWord, compared(limit));

const oneReading = fc.oneof({ weight: 2, arbitrary: plain }, worded, joined(fc.constant({ signal: 'mode' }), same));
const onOneReading: fc.Arbitrary<Words> = fc.oneof(
  { weight: 4, arbitrary: oneReading },
  fc.array(oneReading, { minLength: 1, maxLength: 2 }).map(all => ({ all })),
  fc.array(oneReading, { minLength: 1, maxLength: 2 }).map(any => ({ any })),
  oneReading.map(not => ({ not })),
);
const atLeast = fc.integer({ min: 1, max: 3 }).map(least => ({ atLeast: least }));
const counted = (comparison: fc.Arbitrary<Words>) =>
  joined(
    spans.map(count => ({ count })),
    onOneReading.map(of => ({ of })),
    comparison,
  );

const longer = fc.constantFrom('1m', '2m', '3m', '5m');
const rate = joined(
  onNumber,
  longer.map(each => ({ rate: each })),
  stated(fc.record({ per: optional(fc.constantFrom('30s', '1m', '1h')) })) as fc.Arbitrary<Words>,
  compared(limit),
);
const trend = joined(
  onNumber,
  fc.record({ trend: longer, reaches: limit, within: fc.constantFrom('30s', '1m', '2m', '5m', '1h') }) as fc.Arbitrary<Words>,
);
const unusual = joined(
  onNumber,
  stated(
    fc.record({
      unusualBy: fc.constantFrom(0.5, 1, 2, 3),
      baseline: fc.constantFrom('2m', '5m', '10m'),
      direction: optional(fc.constantFrom('higher' as const, 'lower' as const, 'either' as const)),
    }),
  ) as fc.Arbitrary<Words>,
  fc.oneof(
    fc.constant({}),
    fc
      .tuple(fc.constantFrom('average', 'min', 'max', 'sum', 'range', 'change'), fc.constantFrom('30s', '1m'))
      .map(([word, span]) => ({ [word]: span }) as Words),
  ),
);

const times = fc.constantFrom('00:00', '01:45', '02:00', '02:15', '02:30', '02:45', '03:00', '03:15', '07:55', '13:10', '23:45');
const schedule: fc.Arbitrary<CalendarDocument> = stated(
  fc.record({
    from: optional(times),
    to: optional(fc.oneof(times, fc.constant('24:00'))),
    days: fc.option(fc.subarray([...weekdays], { minLength: 1 }), { nil: undefined, freq: 2 }),
    timeZone: optional(fc.constantFrom('site', 'Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe')),
    except: fc.option(fc.subarray(['holidays:NO', '2026-03-02', '2026-03-29', '2026-10-25'], { minLength: 1 }), {
      nil: undefined,
      freq: 2,
    }),
  }),
) as fc.Arbitrary<CalendarDocument>;
const scheduled: fc.Arbitrary<Words> = fc.oneof(
  schedule.map(during => ({ during })),
  schedule.map(notDuring => ({ notDuring })),
);
const heard: fc.Arbitrary<Words> = fc.oneof(
  spans.map(silent => ({ silent })),
  fc.constantFrom('connected' as const, 'disconnected' as const).map(connection => ({ connection })),
);

const leaves = (counts: fc.Arbitrary<Words>): fc.Arbitrary<Words> =>
  fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 2, arbitrary: worded },
    { weight: 1, arbitrary: converted },
    { weight: 4, arbitrary: windowed },
    { weight: 2, arbitrary: counts },
    { weight: 2, arbitrary: rate },
    { weight: 2, arbitrary: trend },
    { weight: 2, arbitrary: unusual },
    { weight: 2, arbitrary: scheduled },
    { weight: 3, arbitrary: heard },
  );

const short = fc.constantFrom('30s', '1m', '1m30s', '2m');
/** For some time, one in three. */
const lasting = (conditions: fc.Arbitrary<Words>): fc.Arbitrary<Words> =>
  fc.tuple(conditions, fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, short)).map(([words, span]) => ({
    ...words,
    ...(span === undefined ? {} : { for: span }),
  }));

const nested = (leaf: fc.Arbitrary<Words>, negated: boolean): fc.Arbitrary<Words> =>
  fc.letrec<{ condition: Words }>(tie => {
    const several = fc.array(tie('condition'), { minLength: 1, maxLength: 3 });
    return {
      condition: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        { weight: 4, arbitrary: lasting(leaf) },
        { weight: 1, arbitrary: lasting(several.map(all => ({ all }))) },
        { weight: 1, arbitrary: lasting(several.map(any => ({ any }))) },
        { weight: negated ? 1 : 0, arbitrary: lasting(tie('condition').map(not => ({ not }))) },
      ),
    };
  }).condition;

/** Ever easier conditions on the same, as levels mostly are. */
export const ladders: fc.Arbitrary<Words[]> = fc
  .record({
    subject: fc.oneof(onNumber, joined(onNumber, windowWord)),
    lasts: fc.array(lasting(fc.constant({})), { minLength: 3, maxLength: 3 }),
    lowest: fc.integer({ min: -2, max: 0 }),
  })
  .map(({ subject, lasts, lowest }) => lasts.map((words, index) => ({ ...subject, atLeast: lowest + 2 - index, ...words })));

const small5 = fc.integer({ min: 0, max: 5 });
export const condition = nested(leaves(counted(fc.oneof({ weight: 3, arbitrary: compared(small5) }, same5()))), true);
/** A reset, which starts `count` anew, never makes it true. */
export const conditionWithReset = nested(leaves(counted(atLeast)), false);

function same5(): fc.Arbitrary<Words> {
  return fc.oneof(
    small5.map(is => ({ is })),
    small5.map(isNot => ({ isNot })),
  );
}
