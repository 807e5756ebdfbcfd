/** Durations as people write them in rules and policies: `30s 10m 1h30m 14d`. Largest unit first, each once; a day is 24 h. */

const unitsMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
const shape = /^(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,8})s)?$/;

/** Milliseconds, or undefined when the text is not a duration. No fractions, weeks, months or years; not ISO 8601. */
export function parseDuration(text: string): number | undefined {
  const parts = text === '' ? null : shape.exec(text);
  if (!parts) return undefined;
  const [, d, h, m, s] = parts;
  return Number(d ?? 0) * unitsMs.d + Number(h ?? 0) * unitsMs.h + Number(m ?? 0) * unitsMs.m + Number(s ?? 0) * unitsMs.s;
}

/** The shortest text that `parseDuration` reads back as the same time; `0s` for none. Less than a second is cut off. */
export function showDuration(ms: number): string {
  let rest = Math.max(0, Math.floor(ms / 1000) * 1000);
  let text = '';
  for (const [unit, size] of Object.entries(unitsMs)) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}
