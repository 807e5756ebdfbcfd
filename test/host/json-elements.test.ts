import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonElements } from '../../local/host/json-elements.ts';

test('whatever the array and its layout, its elements come out as they were written', () => {
  const layout = fc.constantFrom('', ' ', '\n', '\t \r\n');
  fc.assert(
    fc.property(fc.array(fc.json()), layout, (elements, space) => {
      const text = `${space}[${space}${elements.join(`${space},${space}`)}${space}]${space}`;
      expect(jsonElements(text)).toEqual(elements.map(element => element.trim()));
    }),
  );
});

test.each(['{"a":[1,2]}', '"[1,2]"', '7', ' null '])('%s is one document', text => {
  expect(jsonElements(text)).toEqual([text]);
});

test('numbers keep their digits', () => {
  expect(jsonElements('[1.10, 12345678901234567890]')).toEqual(['1.10', '12345678901234567890']);
});
