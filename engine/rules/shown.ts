import type { Shown } from '../alarms/alarm.ts';

/** `-9.6 °C`, limit `-10 °C`. As few decimals as make sense, but so many that a value does not look like the limit that it passed. */
export function showComparison(value: number, limits: readonly number[], unit: string | undefined): Shown {
  const limit = limits.map(each => withUnit(trimmed(each, 4), undefined)).join(' to ');
  let decimals = Math.abs(value) < 10 ? 2 : 1;
  while (decimals < 6 && limits.some(each => each !== value && trimmed(each, 4) === trimmed(value, decimals))) decimals += 1;
  return { value: withUnit(trimmed(value, decimals), unit), limit: withUnit(limit, unit) };
}

/** Very large and very small numbers keep four digits. */
function trimmed(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return String(Number(value.toPrecision(4)));
  const text = String(Number(value.toFixed(decimals)));
  return text === '-0' ? '0' : text;
}

const withUnit = (text: string, unit: string | undefined): string => (unit === undefined ? text : `${text} ${unit}`);
