/** Times as people read them: `HH:mm` in the zone of the site, with the date when it is not today. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** The format of a zone; an unknown zone counts as UTC, as a page must go out anyway. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = makeFormat(isTimeZone(timeZone) ? timeZone : 'UTC');
  // Zones come from device tags: an endless list of made-up names must not fill the memory.
  if (formats.size < 1_000) formats.set(timeZone, format);
  return format;
}

const makeFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });

export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function partsOf(at: number, timeZone: string) {
  // A time that no calendar holds would throw, and a page must not fail for it.
  const safe = Number.isFinite(at) ? Math.min(Math.max(at, 0), 8e15) : 0;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(safe)
      .map(part => [part.type, part.value]),
  );
  return {
    time: `${parts.hour}:${parts.minute}`,
    date: `${parts.weekday} ${parts.day} ${parts.month}`,
    year: parts.year ?? '',
  };
}

/** `03:10`, or `Mon 2 Mar 23:50` when `at` is not on the same local day as `now`. */
export function whenOf(at: number, now: number, timeZone: string): string {
  const [then, today] = [partsOf(at, timeZone), partsOf(now, timeZone)];
  if (then.year !== today.year) return `${then.date} ${then.year} ${then.time}`;
  return then.date === today.date ? then.time : `${then.date} ${then.time}`;
}

/** The city of a zone: `Oslo` of `Europe/Oslo`. */
export const cityOf = (timeZone: string): string =>
  isTimeZone(timeZone) ? (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ') : 'UTC';

/** `5 min`, `1 h 5 min`, `2 d 3 h`; less than a minute is `1 min`. */
export function howLong(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1_440)];
  if (hours === 0) return `${minutes} min`;
  if (days === 0) return withRest(`${hours} h`, minutes % 60, 'min');
  return withRest(`${days} d`, hours % 24, 'h');
}

const withRest = (text: string, rest: number, unit: string): string => (rest === 0 ? text : `${text} ${rest} ${unit}`);
