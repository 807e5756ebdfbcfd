import { expect, test } from 'vitest';
import { attempt, ofError, ofRefusal, sentence } from '../../adapters/attempt.ts';

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  header: (name: string) => headers[name],
  why: 'said so',
});

test.each([
  { status: 400, kind: 'refused' },
  { status: 401, kind: 'refused' },
  { status: 404, kind: 'refused' },
  { status: 408, kind: 'unknown' },
  { status: 409, kind: 'refused' },
  { status: 429, kind: 'busy' },
  { status: 500, kind: 'unknown' },
  { status: 502, kind: 'unknown' },
  { status: 503, kind: 'busy' },
  { status: 504, kind: 'unknown' },
])('$status is $kind', ({ status, kind }) => expect(ofRefusal(answer(status)).kind).toBe(kind));

test.each([
  { name: 'seconds', headers: { 'retry-after': '7' }, ms: 7_000 },
  { name: 'no time at all', headers: { 'retry-after': '0' }, ms: 0 },
  { name: 'milliseconds win', headers: { 'retry-after': '7', 'retry-after-ms': '50' }, ms: 50 },
  { name: 'a date that has passed', headers: { 'retry-after': 'Wed, 18 Nov 2020 07:42:10 GMT' }, ms: 0 },
  { name: 'nonsense', headers: { 'retry-after': 'soon' }, ms: undefined },
  { name: 'nothing', headers: {}, ms: undefined },
])('Retry-After: $name', ({ headers, ms }) => {
  const result = ofRefusal(answer(429, headers));
  expect(result.kind === 'busy' && result.retryAfterMs).toBe(ms);
});

test('a work that does not look at its signal is given up all the same, and told to stop', async () => {
  let told = false;
  const result = await attempt(20, signal => {
    signal.addEventListener('abort', () => {
      told = true;
    });
    return new Promise<never>(() => {});
  });
  expect(result).toEqual({ kind: 'unknown', why: 'no answer within 20 ms' });
  expect(told).toBe(true);
});

test('what throws, at once or later, is told and not thrown', async () => {
  const wrong = new Error('broken');
  const unknown = { kind: 'unknown', why: 'broken' };
  expect(await attempt(1_000, () => Promise.reject(wrong))).toEqual(unknown);
  expect(
    await attempt(1_000, () => {
      throw wrong;
    }),
  ).toEqual(unknown);
});

test('only a connection that was never made is known to have sent nothing', () => {
  const failed = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });
  expect(ofError(failed('ECONNREFUSED')).kind).toBe('busy');
  expect(ofError(failed('ECONNRESET')).kind).toBe('unknown');
});

test('a sentence is short, and is the status when the body says nothing', () => {
  expect(sentence(429, '{"error":{"code":"TooMany","message":"later"}}')).toBe('429 TooMany: later');
  expect(sentence(502, '<html>')).toBe('502');
  expect(sentence(500, JSON.stringify({ error: { message: 'x'.repeat(1_000) } }))).toHaveLength(300);
});
