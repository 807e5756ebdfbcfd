import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToParts, fitBetween, isGsm7, smsParts, toGsm7 } from '../../engine/messages/gsm7.ts';

test.each([
  { name: 'degrees lose their sign', text: '-9.6 °C', want: '-9.6 C' },
  { name: 'degrees without a space as well', text: '72°F', want: '72 F' },
  { name: 'an angle says deg', text: 'tilt 45°', want: 'tilt 45 deg' },
  { name: 'minus and dashes', text: '−9 – — ‑', want: '-9 - - -' },
  { name: 'quotes and ellipsis', text: '“a” ‘b’ „c“ …', want: '"a" \'b\' "c" ...' },
  { name: 'Nordic and German letters stay', text: 'æøåäöüÆØÅÄÖÜß', want: 'æøåäöüÆØÅÄÖÜß' },
  { name: 'letters of the basic table stay', text: 'éèùìòñÑÇàΔΩ¿¡§', want: 'éèùìòñÑÇàΔΩ¿¡§' },
  { name: 'letters taken apart are put together first', text: 'a\u030a', want: 'å' },
  { name: 'other letters lose their marks', text: 'Łódź čšž îç', want: 'Lodz csz ic' },
  { name: 'powers and fractions', text: 'm³/h ½', want: 'm3/h 1/2' },
  { name: 'units', text: '5 µm ≤ 6', want: '5 um <= 6' },
  { name: 'extension characters stay', text: '€[]{}|^~\\', want: '€[]{}|^~\\' },
  { name: 'no likeness is a question mark', text: '冷 🔥', want: '? ?' },
  { name: 'nothing unseen is left', text: 'a\u200b\u202e\u0007\tb\r\nc\u00a0d', want: 'a b\nc d' },
])('$name', ({ text, want }) => expect(toGsm7(text)).toBe(want));

const drawn =
  'CRITICAL Freezer 7, Oslo: -9.6 °C, limit -10 °C, 5 min. Stock lost 03:41. Answer: reply 4K7Q or https://t.example/a/K7Q2M';

test.each([
  { name: 'an empty text is one message', text: '', want: 1 },
  { name: '160 characters', text: 'a'.repeat(160), want: 1 },
  { name: '161 characters', text: 'a'.repeat(161), want: 2 },
  { name: '306 characters', text: 'a'.repeat(306), want: 2 },
  { name: '307 characters', text: 'a'.repeat(307), want: 3 },
  { name: '80 euros', text: '€'.repeat(80), want: 1 },
  { name: '81 euros', text: '€'.repeat(81), want: 2 },
  { name: 'a pair never straddles: 152 of 153 septets are used', text: '€'.repeat(152), want: 2 },
  { name: 'a pair never straddles: 153 euros', text: '€'.repeat(153), want: 3 },
  { name: '70 characters outside the alphabet', text: '°'.repeat(70), want: 1 },
  { name: '71 characters outside the alphabet', text: '°'.repeat(71), want: 2 },
  { name: 'one degree sign makes two parts of it', text: drawn, want: 2 },
  { name: 'the same in the alphabet is one part', text: toGsm7(drawn), want: 1 },
])('parts: $name', ({ text, want }) => expect(smsParts(text)).toBe(want));

test('a text that is too long ends in an ellipsis and fills its parts', () => {
  const cut = cutToParts('a'.repeat(400), 2);
  expect(cut).toBe(`${'a'.repeat(303)}...`);
  expect(smsParts(cut)).toBe(2);
});

test('the middle gives way, head and tail stay', () => {
  expect(fitBetween('HEAD ', 'm'.repeat(500), ' TAIL', 1)).toBe(`HEAD ${'m'.repeat(147)}... TAIL`);
  expect(fitBetween('', 'middle', 't'.repeat(160), 1)).toBe('t'.repeat(160));
});

test('whatever the text, the answer is in the alphabet, stays when mapped again, and can be cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), text => {
      const mapped = toGsm7(text);
      expect(isGsm7(mapped)).toBe(true);
      expect(toGsm7(mapped).replace(/ +/g, '')).toBe(mapped.replace(/ +/g, ''));
      expect(smsParts(cutToParts(text, 2))).toBeLessThanOrEqual(2);
    }),
  );
});
