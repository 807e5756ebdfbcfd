import { expect, test } from 'vitest';
import { logViaPino } from '../../adapters/pino-log.ts';

function logged() {
  const lines: string[] = [];
  const log = logViaPino({ level: 'info', stream: { write: line => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

const key = 'freezer-too-warm~f-7~3/raised/1/2/0/lena/sms';

test('a line is an event name with its fields, and keeps the trace', () => {
  const { log, last } = logged();
  log.warn('send.refused', { alarmId: 'a~b~1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736', attempts: 2 });
  expect(last()).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    event: 'send.refused',
    alarmId: 'a~b~1',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    attempts: 2,
  });
});

test.each([
  { name: 'a number', fields: { phone: '+4790000001' }, want: { phone: '[redacted]' } },
  { name: 'deep in an object', fields: { mail: { To: 'lena@plant.example' } }, want: { mail: { To: '[redacted]' } } },
  { name: 'an answer code', fields: { code: '4K7Q' }, want: { code: '[redacted]' } },
  { name: 'the code of an error stays', fields: { code: 'telemetry/bad-value' }, want: { code: 'telemetry/bad-value' } },
  { name: 'a ledger key stays', fields: { key }, want: { key } },
  { name: 'an access key goes', fields: { key: 'ab/cd+ef==' }, want: { key: '[redacted]' } },
  { name: 'in a sentence', fields: { why: 'no route to lena@plant.example' }, want: { why: 'no route to [address]' } },
  {
    name: 'a number in a sentence',
    fields: { why: 'to +47 900 00 001: unreachable' },
    want: { why: 'to [number]: unreachable' },
  },
  { name: 'an answer link', fields: { url: 'http://x/a/0123456789abcdefghjkmnpqrs' }, want: { url: 'http://x/a/[token]' } },
  {
    name: 'in a list',
    fields: { people: [{ email: 'x@y.example', id: 'lena' }] },
    want: { people: [{ email: '[redacted]', id: 'lena' }] },
  },
  { name: 'nothing to hide', fields: { to: null, due: 3, token: undefined }, want: { to: null, due: 3 } },
])('redaction: $name', ({ fields, want }) => {
  const { log, last } = logged();
  log.info('x', fields);
  expect(last()).toMatchObject(want);
});

test('an error is told with its cause, and without addresses', () => {
  const { log, last } = logged();
  const cause = Object.assign(new Error('550 lena@plant.example'), { code: 'ECONNRESET' });
  log.error('driver.failed', { error: new Error('gone', { cause }) });
  expect(last().error).toMatchObject({
    type: 'Error',
    message: 'gone',
    cause: { message: '550 [address]', reason: 'ECONNRESET' },
  });
});

test('a field that goes round in circles, or is huge, does not hurt', () => {
  const { log, lines } = logged();
  const circle: Record<string, unknown> = { text: 'x'.repeat(1_000_000) };
  circle.self = circle;
  log.info('x', { circle, bytes: new Uint8Array(9), count: 2n });
  expect(lines[0]?.length).toBeLessThan(20_000);
});

test('what is below the level is not written', () => {
  const lines: string[] = [];
  logViaPino({ level: 'error', stream: { write: line => void lines.push(line) } }).info('x');
  expect(lines).toEqual([]);
});
