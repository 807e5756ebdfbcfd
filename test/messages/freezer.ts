/** One alarm, told in all tests of messages: a freezer in Oslo that went from MAJOR to CRITICAL on a March night. */
import type { Alarm } from '../../engine/alarms/alarm.ts';
import type { PageFacts } from '../../engine/messages/page.ts';

export const minute = 60_000;
/** 03:10 in Oslo. */
export const raisedAt = Date.UTC(2026, 2, 3, 2, 10);
export const link = 'https://alarms.tocsin.example/a/7zh3k2m9q0w5r8t1v4x6y7b2c3';

export const freezer: Alarm = {
  id: 'freezer-too-warm~frz-oslo-07~1',
  rule: { id: 'freezer-too-warm', name: 'Freezer too warm', version: '1' },
  device: { id: 'frz-oslo-07', name: 'Freezer 7', tags: { site: 'oslo', timeZone: 'Europe/Oslo' } },
  message: {
    title: 'Freezer 7 is at -9.6 °C, limit -10 °C',
    consequence: 'Stock lost 03:41.',
    firstSteps: ['Close the door and check the seal', 'Check the breaker and the compressor'],
    runbook: 'https://wiki.example/runbooks/freezer-warm',
  },
  why: 'Above -10 °C the stock must be moved.',
  raisedAt,
  knownAt: raisedAt,
  levels: [{ decision: 1, at: raisedAt, knownAt: raisedAt, severity: 'critical', shown: { value: '-9.6 °C', limit: '-10 °C' } }],
  answers: [],
  policies: {},
  generation: 0,
  traceparent: '',
  explanation: null,
};

export const overFreezer: Alarm = {
  ...freezer,
  over: {
    decision: 2,
    at: raisedAt + 48 * minute,
    knownAt: raisedAt + 48 * minute,
    because: 'cleared',
    shown: { value: '-18.4 °C', limit: '-10 °C' },
  },
};

export const page: PageFacts = {
  alarm: freezer,
  person: { id: 'lena.vik', name: 'Lena Vik' },
  kind: 'raised',
  code: '4K7Q',
  link,
  severity: 'critical',
  now: raisedAt + 5 * minute,
  step: 1,
  round: 1,
  timeZone: 'Europe/Oslo',
  canReply: true,
  whyYou: 'you are primary on call until Mon 09:00',
  next: { at: raisedAt + 14 * minute, names: ['Ingrid Dahl'] },
};

/** Names that a device might bear, none of which may get through as more than text. */
export const nastyNames: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'Freezer\r\nBcc: everybody@evil.example',
  'Freezer\u2028\u2029\u0000\u001b[31m',
  '\u202egpj.exe\u2066\u200b\ufeff',
  'x'.repeat(2_000),
  '&'.repeat(2_000),
  '€'.repeat(2_000),
  '\ufdfa'.repeat(2_000),
  '🔥'.repeat(2_000),
  '{{device.id}} {{tags.site}}',
  'https://evil.example/a/7zh3k2m9q0w5r8t1v4x6y7b2c3',
  'www.evil.example',
  '\ud800 half a character',
  '',
];

/** The alarm of a device with this name, its message rendered as a rule's author would have it. */
export const named = (name: string, title: string): Alarm => ({
  ...freezer,
  device: { ...freezer.device, name },
  message: { ...freezer.message, title },
});
