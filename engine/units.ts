/** The units that rules may use, and how those that measure the same thing convert. */

/** `value in base = (value + before) × times`. */
interface Unit {
  readonly of: string;
  readonly before: number;
  readonly times: number;
}

const scale = (of: string, times: number): Unit => ({ of, before: 0, times });

const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    '°C': scale('temperature', 1),
    '°F': { of: 'temperature', before: -32, times: 5 / 9 },
    K: { of: 'temperature', before: -273.15, times: 1 },
    '%': scale('share', 1),
    Pa: scale('pressure', 1),
    hPa: scale('pressure', 100),
    kPa: scale('pressure', 1_000),
    mbar: scale('pressure', 100),
    bar: scale('pressure', 100_000),
    'mm/s': scale('speed', 0.001),
    'm/s': scale('speed', 1),
    'L/min': scale('flow', 1),
    'm³/h': scale('flow', 1000 / 60),
    V: scale('voltage', 1),
    mV: scale('voltage', 0.001),
    A: scale('current', 1),
    mA: scale('current', 0.001),
    W: scale('power', 1),
    kW: scale('power', 1_000),
    Wh: scale('energy', 1),
    kWh: scale('energy', 1_000),
    Hz: scale('frequency', 1),
    rpm: scale('frequency', 1 / 60),
    ppm: scale('concentration', 1),
    dB: scale('level', 1),
    lx: scale('light', 1),
    g: scale('acceleration', 1),
    mm: scale('length', 0.001),
    cm: scale('length', 0.01),
    m: scale('length', 1),
    L: scale('volume', 1),
    'm³': scale('volume', 1_000),
    kg: scale('mass', 1),
    s: scale('time', 1),
    min: scale('time', 60),
    h: scale('time', 3_600),
  } satisfies Record<string, Unit>),
);

export const unitNames: readonly string[] = [...units.keys()];

export const isUnit = (name: string): boolean => units.has(name);

export type Convert = (value: number) => number;

/** Undefined when the two do not measure the same thing. Floating-point dust is rounded off at 12 digits: 14 °F are −10 °C. */
export function converter(from: string, to: string): Convert | undefined {
  const a = units.get(from);
  const b = units.get(to);
  if (!a || !b || a.of !== b.of) return undefined;
  if (from === to) return value => value;
  return value => finite(dustless(((value + a.before) * a.times) / b.times - b.before));
}

/** Floating-point dust is rounded off at 12 digits. */
export const dustless = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(12)) : value);

/** What is too large in the other unit is as large as a number can be: infinity cannot be stored, nor told. */
const finite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
