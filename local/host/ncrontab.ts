/** Schedules of six fields — second minute hour day month weekday — with `*`, lists, ranges and steps. UTC. */

const fields = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 6 },
] as const;
type Field = (typeof fields)[number];

/** The first time strictly after `after`, ms. A day must fit both its number and its weekday. */
export type Schedule = (after: number) => number;

/** Throws for a schedule that cannot be read, and for one that never comes. */
export function parseSchedule(text: string): Schedule {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 6) throw new Error(`The schedule "${text}" has ${parts.length} fields instead of six (seconds first).`);
  const [seconds, minutes, hours, days, months, weekdays] = fields.map((field, i) => parseField(parts[i]!, field, text)) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  return after => {
    const t = new Date((Math.floor(after / 1000) + 1) * 1000);
    const end = t.getUTCFullYear() + 9; // 29 February on one weekday comes within 28 years at most, but nobody means that
    while (t.getUTCFullYear() < end) {
      if (!months.has(t.getUTCMonth() + 1)) t.setTime(Date.UTC(t.getUTCFullYear(), t.getUTCMonth() + 1));
      else if (!days.has(t.getUTCDate()) || !weekdays.has(t.getUTCDay())) t.setUTCHours(24, 0, 0);
      else if (!hours.has(t.getUTCHours())) t.setUTCHours(t.getUTCHours() + 1, 0, 0);
      else if (!minutes.has(t.getUTCMinutes())) t.setUTCMinutes(t.getUTCMinutes() + 1, 0);
      else if (!seconds.has(t.getUTCSeconds())) t.setUTCSeconds(t.getUTCSeconds() + 1);
      else return t.getTime();
    }
    throw new Error(`The schedule "${text}" does not come within eight years.`);
  };
}

function parseField(text: string, field: Field, schedule: string): Set<number> {
  return new Set(text.split(',').flatMap(part => parsePart(part, field, schedule)));
}

function parsePart(part: string, { name, from, to }: Field, schedule: string): number[] {
  const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
  const [, low, high, step] = found ?? [];
  const first = Number(low ?? from);
  const last = Number(high ?? (low === undefined || step !== undefined ? to : low));
  const by = Number(step ?? 1);
  if (found === null || first < from || last > to || first > last || by < 1)
    throw new Error(`"${part}" is no ${name} (${from} to ${to}) in the schedule "${schedule}".`);
  return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, i) => first + i * by);
}
