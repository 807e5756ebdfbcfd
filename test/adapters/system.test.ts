import { expect, test } from 'vitest';
import { systemRandom } from '../../adapters/system.ts';
import { uuidV5 } from '../../engine/uuid.ts';

test('random bytes are as many as asked for, and other ones each time', () => {
  const [a, b] = [systemRandom.bytes(16), systemRandom.bytes(16)];
  expect(a).toHaveLength(16);
  expect(a).not.toEqual(b);
});

test('a key is one UUID of version 5, for good', () => {
  const key = 'freezer-too-warm~f-7~3/raised/1/2/0/lena/sms';
  expect(uuidV5(key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidV5(key)).toBe('12089561-1a83-5f3c-be73-5210e61d996c');
  expect(uuidV5(`${key}x`)).not.toBe(uuidV5(key));
});
