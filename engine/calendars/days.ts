/** Days as whole numbers since 1970-01-01, without any time zone. */

const dayMs = 86_400_000;

export const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / dayMs;

/** Monday is 1, Sunday 7. */
export const dayOfWeek = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export function dateOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2026-12-24`; undefined when it is not written so or there is no such date. */
export function readDate(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const number = dayNumber(year, month, day);
  const date = dateOf(number);
  return date.month === month && date.day === day ? number : undefined;
}

/** Easter Sunday of the Western churches (Meeus, Jones, Butcher). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayNumber(year, Math.floor(f / 31), (f % 31) + 1);
}

/** Easter Sunday of the Orthodox churches (Meeus, Julian calendar); 13 days between the calendars hold from 1900 to 2099. */
export function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const f = d + e + 114;
  return dayNumber(year, Math.floor(f / 31), (f % 31) + 1) + 13;
}
