/** A condition as people write it: the one source of its types and of its published schema, which is what editors show of each word. */
import { type Static, Type } from 'typebox';
import { CalendarSchema } from '../calendars/calendar-document.ts';
import { closed, duration, note, oneOf, optional, text } from '../schema-words.ts';
import { unitNames } from '../units.ts';
import { comparisons, numberLimit } from './comparison-document.ts';

const schedule = (description: string) =>
  Type.Union(
    [
      Type.String({ pattern: '\\S', description: 'The id of a calendar in rules/calendars.json: "working-hours".' }),
      CalendarSchema,
    ],
    { wanted: 'the id of a calendar, or { "days": …, "from": …, "to": … }', description, examples: ['working-hours'] },
  );

const conditions = (description: string) =>
  Type.Array(Type.Ref('Condition'), {
    minItems: 1,
    description,
    examples: [
      [
        { signal: 'running', is: true },
        { signal: 'flow', below: 2, unit: 'L/min' },
      ],
    ],
  });

const subjects = {
  signal: optional(
    text(
      'What the device measures, by the name under which it sends it; parts of objects with dots: "temperature", "motor.temperature". Compare it: { "signal": "temperature", "above": 8, "unit": "°C" }.',
      'temperature',
    ),
  ),
  silent: optional(duration('True when the device has sent nothing at all for this long: { "silent": "15m" }.', '15m')),
  connection: optional(
    oneOf(
      { connected: 'The device has told IoT Hub that it is there.', disconnected: 'IoT Hub has lost the device.' },
      'What IoT Hub last said of the connection of the device; not known before it has said anything: { "connection": "disconnected", "for": "10m" }.',
      'disconnected',
    ),
  ),
  all: optional(conditions('True when every one of these conditions is true: { "all": [ { … }, { … } ] }.')),
  any: optional(conditions('True when at least one of these conditions is true: { "any": [ { … }, { … } ] }.')),
  not: optional(
    Type.Ref('Condition', {
      description: 'True when this condition is false; unknown stays unknown: { "not": { "silent": "5m" } }.',
      examples: [{ silent: '5m' }],
    }),
  ),
  count: optional(
    duration(
      'How often, in the time up to now, a reading was as "of" says: { "count": "24h", "of": { "signal": "faultCode", "is": "E04" }, "atLeast": 3 }.',
      '24h',
    ),
  ),
  during: optional(
    schedule(
      'True within these hours, by the clock of the site: { "during": { "days": ["mon", "fri"], "from": "07:00", "to": "17:00" } }.',
    ),
  ),
  notDuring: optional(schedule('True outside of these hours, by the clock of the site: { "notDuring": "working-hours" }.')),
};

const windows = {
  average: optional(
    duration(
      'Compares the mean of the readings of this long up to now, so that one odd reading raises nothing: "average": "5m".',
      '5m',
    ),
  ),
  min: optional(
    duration('Compares the lowest reading of this long up to now; above a limit, it never was below it: "min": "45m".', '45m'),
  ),
  max: optional(
    duration('Compares the highest reading of this long up to now; below a limit, it never was above it: "max": "1h".', '1h'),
  ),
  sum: optional(duration('Compares the sum of the readings of this long up to now, like litres of a day: "sum": "24h".', '24h')),
  range: optional(duration('Compares the highest less the lowest reading of this long up to now: "range": "30m".', '30m')),
  change: optional(
    duration('Compares the last less the first reading of this long up to now; below 0 it fell: "change": "1h".', '1h'),
  ),
};

const statistics = {
  of: optional(
    Type.Ref('Condition', {
      description:
        'Which readings "count" counts: a condition on one reading, without windows, "for" and hours: { "signal": "faultCode", "in": ["E04", "E17"] }.',
      examples: [{ signal: 'faultCode', in: ['E04', 'E17'] }],
    }),
  ),
  rate: optional(
    duration(
      'Compares how fast the value changes: the slope of the straight line through the readings of this long, at least 3, per "per": { "signal": "pressure", "rate": "20m", "per": "1h", "below": -2, "unit": "bar" }.',
      '20m',
    ),
  ),
  per: optional(
    duration('The time that "rate" counts by; 1h when it is left out. "rate": "20m", "per": "1h" is degrees per hour.', '1h'),
  ),
  trend: optional(
    duration(
      'Forecasts: lays a straight line through the readings of this long, at least 3, and asks whether it comes to "reaches" within "within": { "signal": "level", "trend": "6h", "reaches": 10, "within": "12h", "unit": "%" }.',
      '6h',
    ),
  ),
  reaches: optional(
    numberLimit(
      'The level that "trend" forecasts, in the unit of the condition. Already past it is no forecast: "reaches": 10.',
      10,
    ),
  ),
  within: optional(
    duration('How far ahead "trend" looks: true when the level is reached within this time: "within": "12h".', '12h'),
  ),
  unusualBy: optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 1_000,
      description:
        'True when the value lies at least this many usual deviations from the median of "baseline": 3 is notable, 6 is rare. { "signal": "power", "unusualBy": 5, "baseline": "14d" }.',
      examples: [5],
    }),
  ),
  baseline: optional(
    duration(
      'What "unusualBy" takes for usual: the readings of this long before the window, of this device: "baseline": "14d".',
      '14d',
    ),
  ),
  direction: optional(
    oneOf(
      { higher: 'Only values above what is usual.', lower: 'Only values below what is usual.', either: 'Both.' },
      'On which side "unusualBy" looks; either when it is left out: "direction": "higher".',
      'higher',
    ),
  ),
};

const module = Type.Module({
  Condition: Type.Object(
    {
      ...subjects,
      ...windows,
      ...statistics,
      ...comparisons,
      unit: optional(
        Type.String({
          enum: [...unitNames],
          wanted: `one of the units ${unitNames.join(' ')}`,
          description:
            'The unit of the limit, as it is printed. Readings in another unit of the same kind are converted: "unit": "°C".',
          examples: ['°C'],
        }),
      ),
      for: optional(
        duration(
          'The condition must have been true for this long without a break: "for": "10m". While nothing is known it does not count on.',
          '10m',
        ),
      ),
      note,
    },
    closed,
  ),
});

export const { Condition } = module;
export type ConditionDocument = Static<typeof Condition>;
