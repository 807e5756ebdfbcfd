/**
 * `npm run holidays`: writes the table of public holidays anew from the library `date-holidays`, after an update of it. Takes a minute.
 * Why a table: docs/decisions/0005-holidays.md. How it is read: engine/calendars/holidays.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Holidays from 'date-holidays';
import { dateOf, dayNumber, dayOfWeek, easter, orthodoxEaster, readDate } from '../engine/calendars/days.ts';
import { root } from './build.ts';

/** Days of other years follow from what these years have in common. */
export const years = { first: 2020, last: 2050 } as const;

/** So many years in a row make a rule of what could be chance; a rule that goes on for ever needs more. */
const enough = { within: 8, open: 12 } as const;

/** The days (since 1970-01-01) in these years that are public holidays as a whole. */
export function holidaysOf(place: string, { first, last }: { first: number; last: number } = years): number[] {
  const [country = '', state, region] = place.split('-');
  const library = state === undefined ? new Holidays(country) : new Holidays(country, state, region ?? '');
  const days = new Set<number>();
  for (let year = first - 1; year <= last + 1; year += 1)
    for (const { type, date, start, end } of library.getHolidays(year))
      if (type === 'public' && date.slice(11, 19) === '00:00:00')
        for (let day = 0; day < wholeDays(start, end); day += 1) days.add(readDate(date.slice(0, 10))! + day);
  return [...days].filter(day => dateOf(day).year >= first && dateOf(day).year <= last).sort((a, b) => a - b);
}

/** A day on which clocks change may be an hour short. */
const wholeDays = (start: Date, end: Date): number => Math.floor((end.getTime() - start.getTime()) / 86_400_000 + 0.1);

interface Run {
  readonly rule: string;
  readonly from: number;
  readonly to: number;
  readonly days: readonly number[];
}

/** The shortest set of rules that gives these days, and none but them; what no rule gives stands under its year. */
function wordsFor(days: readonly number[]): string[] {
  const left = new Set(days);
  const runs = runsOf(days);
  const words: string[] = [];
  for (let best = bestOf(runs, left); best; best = bestOf(runs, left)) {
    for (const day of best.days) left.delete(day);
    words.push(shown(best));
  }
  const single = Map.groupBy([...left], day => dateOf(day).year);
  return [...words, ...[...single].map(([year, some]) => `${year}:${some.map(monthAndDay).join(',')}`)];
}

const longEnough = (run: Run, count: number): boolean =>
  count >= (run.from === years.first || run.to === years.last ? enough.open : enough.within);

function bestOf(runs: readonly Run[], left: ReadonlySet<number>): Run | undefined {
  let best: { run: Run; count: number } | undefined;
  for (const run of runs) {
    const count = run.days.filter(day => left.has(day)).length;
    const better = !best || count > best.count || (count === best.count && run.days.length < best.run.days.length);
    if (longEnough(run, count) && better) best = { run, count };
  }
  return best?.run;
}

/** For each rule that gives some of these days: the years in a row in which it does. */
function runsOf(days: readonly number[]): Run[] {
  const byRule = Map.groupBy(
    days.flatMap(day => rulesFor(day).map(rule => ({ rule, day, year: dateOf(day).year }))),
    ({ rule }) => rule,
  );
  return [...byRule].flatMap(([rule, found]) => {
    const runs: Run[] = [];
    for (const { year, day } of found) {
      const last = runs.at(-1);
      if (last?.to === year - 1) runs.splice(-1, 1, { ...last, to: year, days: [...last.days, day] });
      else runs.push({ rule, from: year, to: year, days: [day] });
    }
    return runs;
  });
}

/** All that can be said of a day so that it holds in other years as well. */
function rulesFor(date: number): string[] {
  const { year, month, day } = dateOf(date);
  const weekday = `${dayOfWeek(date)}.${two(month)}`;
  const fromEaster = date - easter(year);
  const fromOrthodox = date - orthodoxEaster(year);
  return [
    monthAndDay(date),
    ...(Math.abs(fromEaster) <= 70 ? [`e${fromEaster}`] : []),
    ...(Math.abs(fromOrthodox) <= 70 ? [`o${fromOrthodox}`] : []),
    `${Math.ceil(day / 7)}.${weekday}`,
    ...(date + 7 >= dayNumber(year + Math.floor(month / 12), (month % 12) + 1, 1) ? [`-1.${weekday}`] : []),
  ];
}

const two = (number: number): string => String(number).padStart(2, '0');
const monthAndDay = (date: number): string => `${two(dateOf(date).month)}${two(dateOf(date).day)}`;

function shown({ rule, from, to }: Run): string {
  const open = { from: from === years.first ? '' : String(from), to: to === years.last ? '' : String(to) };
  return open.from === '' && open.to === '' ? rule : `${open.from}-${open.to}:${rule}`;
}

/** A region says what it has otherwise than its country, if that is shorter. */
function againstParent(words: readonly string[], parent: readonly string[]): string {
  const taken = parent.filter(word => !words.includes(word)).map(word => `!${word}`);
  const changes = ['^', ...taken, ...words.filter(word => !parent.includes(word))].join(' ');
  const whole = words.join(' ');
  return changes.length < whole.length ? changes : whole;
}

function placesOfLibrary(): string[] {
  const library = new Holidays();
  return Object.keys(library.getCountries()).flatMap(country => [
    country,
    ...Object.keys(library.getStates(country) ?? {}).flatMap(state => [
      `${country}-${state}`,
      ...Object.keys(library.getRegions(country, state) ?? {}).map(region => `${country}-${state}-${region}`),
    ]),
  ]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = new Map(placesOfLibrary().map(place => [place.toUpperCase(), wordsFor(holidaysOf(place))]));
  const table = [...words].map(([place, own]) => {
    const parent = words.get(place.slice(0, place.lastIndexOf('-')));
    return [place, parent ? againstParent(own, parent) : own.join(' ')];
  });
  const file = join(root, 'engine', 'calendars', 'public-holidays.json');
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(table), null, 2)}\n`);
  console.log(`${words.size} places in ${file}`);
}
