import { expect, test } from 'vitest';
import { createTerminal, type TerminalEvent } from '../../local/terminal.ts';

const at = Date.UTC(2026, 2, 3, 2, 20, 7);

function shown(event: TerminalEvent, { speed = 60, isTTY = false, env = {} as Record<string, string> } = {}): string {
  let text = '';
  createTerminal({ write: more => (text += more), isTTY }, { env, timeZone: 'Europe/Oslo', speed }).event(event);
  return text;
}

const alarmId = 'freezer-too-warm~frz-oslo-07~1';
const raised: TerminalEvent = {
  at,
  kind: 'alarm',
  severity: 'critical',
  alarmId,
  title: 'Freezer 7 is at -8.1 °C, limit -10 °C',
};

test.each<{ event: TerminalEvent; want: string }>([
  { event: { at, kind: 'happening', device: 'frz-oslo-07', text: 'door opens' }, want: '03:20  frz-oslo-07    door opens\n' },
  {
    event: { at, kind: 'pending', rule: 'freezer-too-warm', device: 'frz-oslo-07', severity: 'major', until: at + 300_000 },
    want: '03:20  pending        frz-oslo-07: major by freezer-too-warm if it stays so until 03:25\n',
  },
  { event: raised, want: `03:20  ◆ CRITICAL     Freezer 7 is at -8.1 °C, limit -10 °C   ${alarmId}\n` },
  { event: { ...raised, severity: 'major' }, want: `03:20  ▲ MAJOR        Freezer 7 is at -8.1 °C, limit -10 °C   ${alarmId}\n` },
  { event: { ...raised, severity: 'minor' }, want: `03:20  ■ MINOR        Freezer 7 is at -8.1 °C, limit -10 °C   ${alarmId}\n` },
  {
    event: { at, kind: 'told', alarmId, who: 'Lena Vik', channel: 'sms', about: 'step 1' },
    want: '03:20  -> SMS         Lena Vik: step 1\n',
  },
  {
    event: { at, kind: 'not-told', alarmId, who: 'Lena Vik', channel: 'email', why: 'mailbox is full' },
    want: '03:20  -x e-mail      Lena Vik was not told: mailbox is full\n',
  },
  {
    event: { at, kind: 'answer', alarmId, who: 'Ingrid Dahl', answer: 'have-it', via: 'link' },
    want: `03:20  answer         Ingrid Dahl: I have it (by link)   ${alarmId}\n`,
  },
  { event: { at, kind: 'over', alarmId, text: '-18.4 °C' }, want: `03:20  over           -18.4 °C   ${alarmId}\n` },
  {
    event: { at, kind: 'case', alarmId, state: 'opened', reference: 'CAS-1' },
    want: `03:20  case opened    CAS-1   ${alarmId}\n`,
  },
])('$event.kind is one plain line', ({ event, want }) => expect(shown(event)).toBe(want));

test('seconds are shown in real time only', () => expect(shown(raised, { speed: 1 })).toMatch(/^03:20:07 {2}◆/));

test.each([
  { name: 'not a terminal', isTTY: false, env: {}, coloured: false },
  { name: 'a terminal', isTTY: true, env: {}, coloured: true },
  { name: 'NO_COLOR', isTTY: true, env: { NO_COLOR: '1' }, coloured: false },
  { name: 'an empty NO_COLOR does not count', isTTY: true, env: { NO_COLOR: '' }, coloured: true },
  { name: 'a dumb terminal', isTTY: true, env: { TERM: 'dumb' }, coloured: false },
])('colour: $name', ({ isTTY, env, coloured }) => expect(shown(raised, { isTTY, env }).includes('\u001b[')).toBe(coloured));

test('text of a device cannot steer the terminal', () => {
  expect(shown({ ...raised, title: 'a\u001b[2Jb\r\nc\u202e' })).toBe(`03:20  ◆ CRITICAL     a [2Jb  c    ${alarmId}\n`);
});

test('a new day is said once', () => {
  let text = '';
  const terminal = createTerminal({ write: more => (text += more) }, { env: {}, timeZone: 'Europe/Oslo', speed: 60 });
  const midnight = Date.UTC(2026, 2, 3, 23, 0);
  for (const moment of [midnight - 60_000, midnight, midnight + 60_000]) terminal.event({ at: moment, kind: 'note', text: '.' });
  expect(text.split('\n')).toEqual([
    '23:59                 .',
    'Wed 4 Mar 2026',
    '00:00                 .',
    '00:01                 .',
    '',
  ]);
});

test('the banner says where everything is, what the clock does, and what is missing', () => {
  let text = '';
  createTerminal({ write: more => (text += more) }, { env: {}, timeZone: 'Europe/Oslo', speed: 60 }).banner({
    version: '0.1.0',
    node: '24.21.0',
    url: 'http://localhost:4280',
    data: '.tocsin/simulation',
    counts: ['6 rules', '2 policies'],
    notes: ['No phone number is configured: nobody is told by SMS.'],
    at,
    speed: 60,
  });
  expect(text).toContain('http://localhost:4280/inbox');
  expect(text).toContain('6 rules, 2 policies\n');
  expect(text).toContain('clock 60x: one second is one minute. It is Tue 3 Mar 2026, 03:20 in Oslo.\n');
  expect(text).toContain('! No phone number is configured');
  expect(text).toMatch(/\nready\n/);
});
