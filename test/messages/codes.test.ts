import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeAlphabet, codeFrom, codesIn, isToken, readCode, tokenFrom } from '../../engine/messages/codes.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('a code has 4 of 31 signs, none of them a look-alike', () => {
  expect(codeAlphabet).toHaveLength(31);
  expect(codeAlphabet).not.toMatch(/[0O1IL]/);
  fc.assert(fc.property(bytes(16), some => void expect(readCode(codeFrom(some))).toBe(codeFrom(some))));
  expect(() => codeFrom(new Uint8Array(4))).toThrow(/8 random bytes/);
});

test('every sign comes up at every place', () => {
  const base = 31n ** 3n;
  const eight = (value: bigint) => Uint8Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(8 * (7 - i))) & 255n));
  expect(Array.from({ length: 31 }, (_, i) => codeFrom(eight(BigInt(i) * base))[0]).join('')).toBe(codeAlphabet);
  expect(Array.from({ length: 31 }, (_, i) => codeFrom(eight(BigInt(i)))[3]).join('')).toBe(codeAlphabet);
});

test('a token keeps all 128 bits in 26 characters', () => {
  expect(tokenFrom(new Uint8Array(16))).toBe('0'.repeat(26));
  expect(tokenFrom(new Uint8Array(16).fill(255))).toBe(`7${'z'.repeat(25)}`);
  fc.assert(
    fc.property(bytes(16), bytes(16), (one, other) => {
      expect(isToken(tokenFrom(one))).toBe(true);
      expect(tokenFrom(one) === tokenFrom(other)).toBe(one.every((byte, i) => byte === other[i]));
    }),
  );
  expect(() => tokenFrom(new Uint8Array(15))).toThrow(/16 random bytes/);
  expect(['', 'x', '0'.repeat(27), `${'0'.repeat(25)}/`, `${'0'.repeat(25)}A`].map(isToken)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  { typed: '4K7Q', want: '4K7Q' },
  { typed: ' 4k7q ', want: '4K7Q' },
  { typed: '4K 7Q', want: '4K7Q' },
  { typed: '4k-7q.', want: '4K7Q' },
  { typed: '４Ｋ７Ｑ', want: '4K7Q' },
  { typed: '4K0Q', want: undefined },
  { typed: '4K7', want: undefined },
  { typed: '4K7QQ', want: undefined },
  { typed: '', want: undefined },
])('typed "$typed"', ({ typed, want }) => expect(readCode(typed)).toBe(want));

const nothing = { codes: [] as string[], bareAck: false, stop: false, start: false, cannot: false };

test.each([
  { text: '4K7Q', want: { codes: ['4K7Q'] } },
  { text: 'ack 4k7q', want: { codes: ['4K7Q'] } },
  { text: 'Reply: 4K7Q.', want: { codes: ['4K7Q'] } },
  { text: '4K 7Q', want: { codes: ['4K7Q'] } },
  { text: 'ok KWPM', want: { codes: ['KWPM'] } },
  { text: '4K7Q no', want: { codes: ['4K7Q'], cannot: true } },
  { text: 'cannot 4k7q', want: { codes: ['4K7Q'], cannot: true } },
  { text: "4K7Q I can't", want: { codes: ['4K7Q'], cannot: true } },
  { text: '4K7Q and P3X9', want: { codes: ['4K7Q', 'P3X9'] } },
  { text: 'ack', want: { bareAck: true } },
  { text: 'OK!', want: { bareAck: true } },
  { text: 'yes', want: { bareAck: true } },
  { text: 'I have it', want: { bareAck: true } },
  { text: 'no', want: { cannot: true } },
  { text: 'I cannot, page the next person', want: { cannot: true } },
  { text: 'ok who is this?', want: {} },
  { text: 'the pump runs here', want: {} },
  { text: 'STOP', want: { stop: true } },
  { text: 'stop.', want: { stop: true } },
  { text: 'Start', want: { start: true } },
  { text: 'stop the pump', want: {} },
  { text: '', want: {} },
  { text: '👍', want: {} },
])('an SMS says "$text"', ({ text, want }) => expect(codesIn(text)).toEqual({ ...nothing, ...want }));

test('every code that we print is read back from a plain reply', () => {
  fc.assert(
    fc.property(bytes(16), some => {
      const code = codeFrom(some);
      fc.pre(/\d/.test(code));
      for (const reply of [code, code.toLowerCase(), `ack ${code}`, `${code} no`]) expect(codesIn(reply).codes).toEqual([code]);
    }),
  );
});

test('no text makes it slow or wild', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 700 }), text => {
      expect(codesIn(text).codes.length).toBeLessThanOrEqual(10);
    }),
  );
});
