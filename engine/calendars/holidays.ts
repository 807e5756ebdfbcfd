/** Public holidays by country and region, from a table that is made from a well-kept library (`bin/holidays.ts`): see docs/decisions/0005. */

import { dateOf, dayNumber, dayOfWeek, easter, orthodoxEaster } from './days.ts';
import places from './public-holidays.json' with { type: 'json' };

const table: Readonly<Record<string, string>> = places;

/** Countries as in ISO 3166 (`NO`), and their regions after a dash (`DE-BY`). */
export const holidayPlaces: readonly string[] = Object.keys(table);

export const isHolidayPlace = (place: string): boolean => Object.hasOwn(table, place);

/** Which day of a year a holiday is, and in which years. */
interface Pattern {
  readonly from: number;
  readonly to: number;
  daysIn(year: number): readonly number[];
}

const patterns = new Map<string, readonly Pattern[]>();
const years = new Map<string, ReadonlySet<number>>();
const mostYears = 500;

/** Whether the whole of this day (days since 1970-01-01) is a public holiday there. Half days do not count. */
export function isPublicHoliday(place: string, day: number): boolean {
  const { year } = dateOf(day);
  const key = `${place} ${year}`;
  let days = years.get(key);
  if (!days) {
    days = new Set(patternsOf(place).flatMap(({ from, to, daysIn }) => (from <= year && year <= to ? daysIn(year) : [])));
    if (years.size >= mostYears) years.clear();
    years.set(key, days);
  }
  return days.has(day);
}

function patternsOf(place: string): readonly Pattern[] {
  let known = patterns.get(place);
  if (!known) {
    known = wordsOf(place).map(readPattern);
    patterns.set(place, known);
  }
  return known;
}

/** `^ !a b` is what the place around it has, but for a, and b. */
function wordsOf(place: string): string[] {
  const words = (isHolidayPlace(place) ? table[place]! : '').split(' ').filter(word => word !== '');
  if (words[0] !== '^') return words;
  const around = wordsOf(place.slice(0, place.lastIndexOf('-')));
  return [...around.filter(word => !words.includes(`!${word}`)), ...words.slice(1).filter(word => !word.startsWith('!'))];
}

/** `0517` a date; `e-2` days from Easter, `o1` from the Orthodox one; `2.1.09` the second Monday of September, `-1.1.05` the last of May; with years `2024-:0517`, `-2023:e26`, `2031:0615,0616`. */
function readPattern(text: string): Pattern {
  const [, first, dash, last, rule = ''] = /^(?:(\d{4})?(-)?(\d{4})?:)?(.+)$/.exec(text) ?? [];
  const from = first === undefined ? Number.NEGATIVE_INFINITY : Number(first);
  const to = last !== undefined ? Number(last) : dash === undefined && first !== undefined ? from : Number.POSITIVE_INFINITY;
  const rules = rule.split(',').map(readRule);
  return { from, to, daysIn: year => rules.map(day => day(year)).filter(day => day !== undefined) };
}

type DayOf = (year: number) => number | undefined;

function readRule(rule: string): DayOf {
  if (rule.startsWith('e')) return year => easter(year) + Number(rule.slice(1));
  if (rule.startsWith('o')) return year => orthodoxEaster(year) + Number(rule.slice(1));
  if (!rule.includes('.')) return year => dayNumber(year, Number(rule.slice(0, 2)), Number(rule.slice(2)));
  const [nth = 1, weekday = 1, month = 1] = rule.split('.').map(Number);
  return year => nthWeekday(year, month, weekday, nth);
}

/** The n-th Monday (1) … Sunday (7) of a month; -1 is the last. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  if (nth > 0) {
    const first = dayNumber(year, month, 1);
    return first + ((weekday - dayOfWeek(first) + 7) % 7) + (nth - 1) * 7;
  }
  const last = (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1;
  return last - ((dayOfWeek(last) - weekday + 7) % 7);
}
