/** What an alarm says of itself in one line: its title with the place, and with the values of the level that counts now. */
import type { Alarm, Severity, Shown } from '../alarms/alarm.ts';
import { currentLevel } from '../alarms/occurrence.ts';
import { cleanText, deviceText } from './clean.ts';

/** Severity is shape, number, word and colour: no one of them alone. `info` never pages. */
export const severityLook = {
  critical: { shape: '◆', number: 1, word: 'CRITICAL', ink: '#ffffff', paper: '#b00020' },
  major: { shape: '▲', number: 2, word: 'MAJOR', ink: '#1b1b1b', paper: '#ff9f1c' },
  minor: { shape: '■', number: 3, word: 'MINOR', ink: '#1b1b1b', paper: '#ffe066' },
  info: { shape: '●', number: 4, word: 'INFO', ink: '#1b1b1b', paper: '#d0d7de' },
} as const satisfies Record<Severity, unknown>;

export const severityWord = (severity: Severity): string => severityLook[severity].word;

/** `frz-oslo-07~3` of `freezer-too-warm~frz-oslo-07~3`: what a subject carries, so that mails of one alarm are found together. */
export const shortRef = (alarm: Alarm): string => alarm.id.split('~').slice(-2).join('~');

/** The site of the device as a word of a sentence, when it has one. */
export function siteOf(alarm: Alarm): string | undefined {
  const site = deviceText(alarm.device.tags.site ?? '', 40);
  return site === '' ? undefined : site[0]?.toUpperCase() + site.slice(1);
}

/** The device and where it is: `Freezer 7, Oslo`. A name that tells the place already is left alone. */
export function deviceAndPlace(alarm: Alarm): string {
  const name = nameOf(alarm);
  const site = siteOf(alarm);
  return site && !mentions(name, site) ? `${name}, ${site}` : name;
}

/** `Freezer 7, Oslo is at -9.6 °C, limit -10 °C`. */
export function headlineOf(alarm: Alarm): string {
  const title = titleNow(alarm);
  const [name, site] = [nameOf(alarm), siteOf(alarm)];
  if (!site || mentions(title, site)) return title;
  return title.includes(name) ? title.replace(name, () => `${name}, ${site}`) : `${title}, ${site}`;
}

/** As `headlineOf`, for an SMS: `Freezer 7, Oslo` and `-9.6 °C, limit -10 °C` when the title begins in the usual way, else all in `says`. */
export function shortHeadlineOf(alarm: Alarm): { readonly device?: string; readonly says: string } {
  const title = titleNow(alarm);
  const usual = `${nameOf(alarm)} is at `;
  return title.startsWith(usual)
    ? { device: deviceAndPlace(alarm), says: title.slice(usual.length) }
    : { says: headlineOf(alarm) };
}

const nameOf = (alarm: Alarm): string => deviceText(alarm.device.name || alarm.device.id);

const mentions = (text: string, place: string): boolean => text.toLowerCase().includes(place.toLowerCase());

/** The title was rendered at the raise; a page about a later level must not show the first level's numbers. */
function titleNow(alarm: Alarm): string {
  const title = cleanText(alarm.message.title, 200) || cleanText(alarm.rule.name, 200);
  const [first, now] = [alarm.levels[0]?.shown ?? {}, currentLevel(alarm).shown];
  return withValues(title, nameOf(alarm), first, now);
}

function withValues(title: string, name: string, was: Shown, is: Shown): string {
  const pairs = [
    { from: deviceText(was.value ?? ''), to: deviceText(is.value ?? '') },
    { from: deviceText(was.limit ?? ''), to: deviceText(is.limit ?? '') },
  ].filter(pair => pair.from !== '' && pair.to !== '');
  if (pairs.every(pair => pair.from === pair.to)) return title;
  // A number in the name is the name's, whatever it equals.
  const hits = [name, ...pairs.map(pair => pair.from)].filter(text => text !== '').map(escapePattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}.])(?:${hits.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return title.replace(pattern, hit => {
    const at = hit === name ? -1 : pairs.findIndex(pair => pair.from === hit);
    return pairs.splice(Math.max(at, 0), at < 0 ? 0 : 1)[0]?.to ?? hit;
  });
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
