/**
 * The same alarms worked out on paper, so to say: second by second, straight from the lines of the file, with nothing of ours.
 * A mean over so many seconds below a limit, so long; over when the mean is at or above another limit, so long.
 */
export interface Limits {
  readonly column: string;
  readonly separator: string;
  readonly window: number;
  readonly below: number;
  readonly raiseFor: number;
  readonly atLeast: number;
  readonly clearFor: number;
}

/** The rule that says the same. */
export const ruleOf = ({ column: signal, window, below, raiseFor, atLeast, clearFor }: Limits) => ({
  id: 'falls-below',
  name: 'Falls below its limit',
  why: 'Somebody must look at the valve.',
  owner: 'test-bed',
  status: 'active',
  appliesTo: { type: 'rig' },
  raise: [{ severity: 'major', when: { signal, average: `${window}s`, below, for: `${raiseFor}s` } }],
  clearWhen: { signal, average: `${window}s`, atLeast, for: `${clearFor}s` },
  notify: null,
  message: {
    title: '{{device.name}} is at {{value}}, limit {{limit}}',
    consequence: 'The pump runs dry.',
    firstSteps: ['Look at the valve'],
  },
  examples: [],
});

/** Of the small recording: a tank that is emptied twice. */
export const level: Limits = {
  ...{ column: 'level', separator: ',', window: 60 },
  ...{ below: 20, raiseFor: 45, atLeast: 25, clearFor: 90 },
};

export function alarmsByHand(text: string, limits: Limits): readonly { raisedAt: string; overAt: string | null }[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const column = head.split(limits.separator).indexOf(limits.column);
  const rows = lines
    .map(line => line.split(limits.separator))
    .map(cells => [seconds(cells[0] ?? ''), Number(cells[column])] as const);
  const [start = 0, end = 0] = [rows[0]?.[0], rows.at(-1)?.[0]];
  const alarms: { raisedAt: string; overAt: string | null }[] = [];
  let [lowSince, highSince] = [Number.NaN, Number.NaN];
  for (let now = start; now <= end; now++) {
    const inWindow = rows.filter(([at]) => at > now - limits.window && at <= now).map(([, value]) => value);
    const known = now - start >= limits.window && inWindow.length > 0;
    const mean = inWindow.reduce((sum, value) => sum + value, 0) / inWindow.length;
    lowSince = known && mean < limits.below ? (Number.isNaN(lowSince) ? now : lowSince) : Number.NaN;
    highSince = known && mean >= limits.atLeast ? (Number.isNaN(highSince) ? now : highSince) : Number.NaN;
    const open = alarms.at(-1)?.overAt === null ? alarms.at(-1) : undefined;
    if (!open && now - lowSince >= limits.raiseFor) alarms.push({ raisedAt: iso(now), overAt: null });
    if (open && now - highSince >= limits.clearFor) open.overAt = iso(now);
  }
  return alarms;
}

const seconds = (time: string): number => Date.parse(`${time.replace(' ', 'T').replace(/Z$/, '')}Z`) / 1000;
const iso = (second: number): string => new Date(second * 1000).toISOString();
