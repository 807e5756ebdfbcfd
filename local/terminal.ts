/** What the person who typed `npm start` sees: what runs where, then one line per event worth knowing. */
import type { Severity } from '../engine/alarms/alarm.ts';
import type { Channel } from '../engine/people.ts';

/** Times are plant time. `who` and `title` are names as people know them; ids stand where they are of use. */
export type TerminalEvent = { readonly at: number } & (
  | { readonly kind: 'happening'; readonly device: string; readonly text: string }
  | {
      readonly kind: 'pending';
      readonly rule: string;
      readonly device: string;
      readonly severity: Severity;
      readonly until?: number;
    }
  | { readonly kind: 'alarm'; readonly severity: Severity; readonly alarmId: string; readonly title: string }
  | { readonly kind: 'told'; readonly alarmId: string; readonly who: string; readonly channel: Channel; readonly about: string }
  | { readonly kind: 'not-told'; readonly alarmId: string; readonly who: string; readonly channel: Channel; readonly why: string }
  | {
      readonly kind: 'answer';
      readonly alarmId: string;
      readonly who: string;
      readonly answer: 'have-it' | 'cannot';
      readonly via: 'link' | 'sms' | 'api';
    }
  | { readonly kind: 'over'; readonly alarmId: string; readonly text: string }
  | { readonly kind: 'case'; readonly alarmId: string; readonly state: 'opened' | 'closed'; readonly reference: string }
  | { readonly kind: 'note'; readonly text: string }
);

export interface Banner {
  readonly version: string;
  readonly node: string;
  /** `http://localhost:4280` */
  readonly url: string;
  readonly data: string;
  /** Whole phrases: `8 rules`, `42 simulated devices at 3 sites`. */
  readonly counts: readonly string[];
  /** What is not configured or needs attention, a sentence each. */
  readonly notes: readonly string[];
  /** Plant time. */
  readonly at: number;
  /** Plant seconds per machine second. */
  readonly speed: number;
}

/** A stream to write to, as `process.stdout` is. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface Terminal {
  banner(banner: Banner): void;
  event(event: TerminalEvent): void;
}

/** `timeZone` is an IANA name; seconds are shown at speed 1, as at a higher speed they say nothing. */
export function createTerminal(
  screen: Screen,
  { env, timeZone, speed }: { env: Readonly<Record<string, string | undefined>>; timeZone: string; speed: number },
): Terminal {
  const colours = screen.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const paint = colours ? inColour : plain;
  const clock = clockFace(timeZone, speed === 1);
  let shownDay = '';
  const turnPage = (at: number) => {
    const day = clock.day(at);
    if (shownDay !== '' && day !== shownDay) screen.write(`${paint(day, 'dim')}\n`);
    shownDay = day;
  };
  return {
    banner: banner => {
      screen.write(bannerText(banner, clock));
      turnPage(banner.at);
    },
    event: event => {
      turnPage(event.at);
      const { label, text, mark = 'none' } = line(event, clock);
      screen.write(`${clock.time(event.at)}  ${paint(clean(label).padEnd(labelWidth), mark)} ${clean(text)}\n`);
    },
  };
}

const labelWidth = 14;
const shape = { critical: '◆ CRITICAL', major: '▲ MAJOR', minor: '■ MINOR', info: '· INFO' } as const;
const channelName = { email: 'e-mail', sms: 'SMS' } as const;
const words = { 'have-it': 'I have it', cannot: 'I cannot, page the next person' } as const;
const through = { link: 'by link', sms: 'by SMS', api: 'through the API' } as const;

type Mark = Severity | 'dim' | 'none';
interface Line {
  readonly label: string;
  readonly text: string;
  readonly mark?: Mark;
}

function line(event: TerminalEvent, clock: ClockFace): Line {
  switch (event.kind) {
    case 'happening':
      return { label: event.device, text: event.text, mark: 'dim' };
    case 'pending': {
      const until = event.until === undefined ? '' : ` if it stays so until ${clock.time(event.until)}`;
      return { label: 'pending', text: `${event.device}: ${event.severity} by ${event.rule}${until}` };
    }
    case 'alarm':
      return { label: shape[event.severity], text: `${event.title}   ${event.alarmId}`, mark: event.severity };
    case 'told':
      return { label: `-> ${channelName[event.channel]}`, text: `${event.who}: ${event.about}` };
    case 'not-told':
      return { label: `-x ${channelName[event.channel]}`, text: `${event.who} was not told: ${event.why}` };
    case 'answer':
      return { label: 'answer', text: `${event.who}: ${words[event.answer]} (${through[event.via]})   ${event.alarmId}` };
    case 'over':
      return { label: 'over', text: `${event.text}   ${event.alarmId}` };
    case 'case':
      return { label: `case ${event.state}`, text: `${event.reference}   ${event.alarmId}` };
    case 'note':
      return { label: '', text: event.text, mark: 'dim' };
    default:
      return event satisfies never;
  }
}

function bannerText({ version, node, url, data, counts, notes, at, speed }: Banner, clock: ClockFace): string {
  const pace =
    speed === 1
      ? 'clock in real time.'
      : `clock ${speed}x: ${speed === 60 ? 'one second is one minute' : `one second is ${speed}`}.`;
  return `${[
    '',
    `tocsin ${version}   local host   Node ${node}   no Docker, no Azure account, no emulator`,
    `  inbox    ${url}/inbox   what people receive: SMS, e-mails, cases, events`,
    `  alarms   ${url}/api/alarms   devices ${url}/api/devices   health ${url}/health`,
    `  events   POST ${url}/runtime/webhooks/eventgrid?functionName=telemetry   (Event Grid schema or CloudEvents)`,
    `  data     ${data}   (delete it to start again)`,
    counts.join(', '),
    `${pace} It is ${clock.day(at)}, ${clock.time(at)} in ${clock.place}.`,
    ...notes.map(note => `  ! ${note}`),
    'ready',
    '',
  ].join('\n')}\n`;
}

interface ClockFace {
  time(at: number): string;
  day(at: number): string;
  readonly place: string;
}

function clockFace(timeZone: string, seconds: boolean): ClockFace {
  const minutes = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const time = new Intl.DateTimeFormat('en-GB', seconds ? { ...minutes, second: '2-digit' } : minutes);
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const place = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return { time: at => time.format(at), day: at => day.format(at).replace(',', ''), place };
}

/** Device text is data: what moves the cursor or hides in a line does not reach the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
const clean = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');

/** Saturated colour is for alarms and nothing else. */
const codes: Readonly<Record<Mark, string>> = { critical: '1;37;41', major: '1;33', minor: '33', info: '2', dim: '2', none: '' };
const inColour = (text: string, mark: Mark): string => (codes[mark] === '' ? text : `\u001b[${codes[mark]}m${text}\u001b[0m`);
const plain = (text: string, _mark: Mark): string => text;
