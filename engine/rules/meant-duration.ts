/** Durations as people write them elsewhere: `PT10M`, `10 minutes`, `1.5h`, `00:10:00`, `2w`. */
import { parseDuration } from '../duration.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const unitOf = (word: string): string | undefined => {
  const lower = word.toLowerCase();
  if (/^(s|secs?|seconds?)$/.test(lower)) return 's';
  if (/^(m|mins?|minutes?)$/.test(lower)) return 'm';
  if (/^(h|hrs?|hours?)$/.test(lower)) return 'h';
  if (/^(d|days?)$/.test(lower)) return 'd';
  return /^(w|weeks?)$/.test(lower) ? 'w' : undefined;
};

/** Milliseconds, whole seconds, more than none; undefined when it could be something else, or nothing. Months and years could be anything. */
export function meantDuration(text: string): number | undefined {
  const ms = text.length > 40 ? undefined : (fromIso(text) ?? fromClock(text) ?? fromWords(text));
  return ms !== undefined && ms > 0 && ms % 1_000 === 0 && ms <= 99_999 * unitMs.d! ? ms : undefined;
}

function fromIso(text: string): number | undefined {
  const week = /^P(\d{1,4})W$/.exec(text);
  if (week) return Number(week[1]) * unitMs.w!;
  const parts = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(text);
  if (!parts || text.length < 3) return undefined;
  const [d = 0, h = 0, m = 0, s = 0] = parts.slice(1).map(part => Number(part ?? 0));
  return (((d * 24 + h) * 60 + m) * 60 + s) * 1_000;
}

/** Hours, minutes, seconds; with two parts it could be either two of them. */
function fromClock(text: string): number | undefined {
  const parts = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text);
  return parts ? ((Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3])) * 1_000 : undefined;
}

function fromWords(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d{1,6}(?:[.,]\d{1,3})?)\s*([A-Za-z]+)/g)];
  const rest = text.replace(/(\d{1,6}(?:[.,]\d{1,3})?)\s*([A-Za-z]+)/g, '').replace(/and|[\s,&]/g, '');
  if (parts.length === 0 || rest !== '') return undefined;
  // A capital M alone is what ISO 8601 writes for months as well.
  if (parts.some(([, , unit = '']) => unit === 'M')) return undefined;
  const sizes = parts.map(
    ([, count = '', unit = '']) => Number(count.replace(',', '.')) * (unitMs[unitOf(unit) ?? ''] ?? Number.NaN),
  );
  const ms = sizes.reduce((sum, size) => sum + size, 0);
  return Number.isNaN(ms) || parseDuration(text) !== undefined ? undefined : Math.round(ms);
}
