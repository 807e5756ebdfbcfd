/** From the app's log to lines for whoever watches: only what is worth knowing. */
import type { Log } from '../engine/ports.ts';
import type { Terminal, TerminalEvent } from './terminal.ts';

type Fields = Readonly<Record<string, unknown>>;
type Known = {
  readonly [Kind in TerminalEvent['kind']]: Omit<Extract<TerminalEvent, { kind: Kind }>, 'at'>;
}[TerminalEvent['kind']];

/** Writes every line to `log` and shows the ones that matter. `nameOf` makes a person's id a name. */
export function watching(log: Log, terminal: Terminal, now: () => number, nameOf: (id: string) => string): Log {
  const show = (event: string, fields: Fields = {}) => {
    const known = eventOf(event, fields, nameOf);
    if (known) terminal.event({ at: now(), ...known } as TerminalEvent);
  };
  const both = (level: 'info' | 'warn' | 'error') => (event: string, fields?: Fields) => {
    log[level](event, fields);
    show(event, fields);
  };
  return { info: both('info'), warn: both('warn'), error: both('error') };
}

function eventOf(event: string, fields: Fields, nameOf: (id: string) => string): Known | undefined {
  const text = (name: string) => String(fields[name] ?? '');
  const alarmId = text('alarmId');
  const page = { alarmId, who: nameOf(text('person')), channel: fields.channel as 'sms' | 'email' };
  switch (event) {
    case 'rule.pending':
      return {
        kind: 'pending',
        rule: text('ruleId'),
        device: text('device'),
        severity: fields.severity as 'major',
        ...untilOf(fields),
      };
    case 'alarm.raised':
    case 'alarm.severity':
      return { kind: 'alarm', severity: fields.severity as 'major', alarmId, title: text('title') };
    case 'page.accepted':
      return { kind: 'told', ...page, about: aboutOf(fields.kind, text('title')) };
    case 'page.failed':
    case 'page.no-contact':
      return { kind: 'not-told', ...page, why: text('why') };
    case 'alarm.answered':
      if (fields.answer === 'withdraw') return { kind: 'note', text: `${nameOf(text('by'))} took the answer back   ${alarmId}` };
      return { kind: 'answer', alarmId, who: nameOf(text('by')), answer: fields.answer as 'have-it', via: fields.via as 'api' };
    case 'alarm.over':
      return { kind: 'over', alarmId, text: text('title') };
    case 'case.open':
      return { kind: 'case', alarmId, state: 'opened', reference: text('queue') };
    case 'case.closed':
      return { kind: 'case', alarmId, state: 'closed', reference: text('queue') };
    case 'door.parked':
      return { kind: 'note', text: `parked at ${text('door')}: ${text('code')}, ${text('why')}` };
    case 'function.failed':
      return { kind: 'note', text: `${text('function')} failed: ${text('error')}` };
    case 'durable.warning':
      return { kind: 'note', text: `works here, not on Azure: ${text('says')} (${text('code')})` };
    default:
      return undefined;
  }
}

function aboutOf(kind: unknown, title: string): string {
  if (kind === 'test') return 'a test page';
  return kind === 'over' ? `over: ${title}` : title;
}

const untilOf = ({ until }: Fields) => (typeof until === 'number' ? { until } : {});
