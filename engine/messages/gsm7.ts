/** SMS text in the GSM 03.38 alphabet: 160 characters to a part instead of 70. */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension = '^{}\\[~]|€';

const oneSeptet = new Set(basic);
const twoSeptets = new Set(extension);

/** What is written otherwise on purpose, before letters are taken apart. */
// biome-ignore format: a table is read by rows
const signs: Readonly<Record<string, string>> = {
  '−': '-', '–': '-', '—': '-', '‐': '-', '‑': '-', '‒': '-', '―': '-', '•': '-', '·': '.',
  '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '″': '"',
  '‘': "'", '’': "'", '‚': "'", '‹': "'", '›': "'", '′': "'", '`': "'", '´': "'",
  '…': '...', '×': 'x', '÷': '/', '±': '+/-', '≤': '<=', '≥': '>=', '≠': '<>', '≈': '~', '→': '->', '←': '<-',
  '⁄': '/', '∕': '/', '©': '(c)', '®': '(R)', '™': 'TM', '¢': 'c', '‰': 'o/oo', '∞': 'inf',
  'µ': 'u', 'μ': 'u', 'ç': 'c', 'đ': 'd', 'Đ': 'D', 'ð': 'd', 'Ð': 'D', 'þ': 'th', 'Þ': 'Th', 'ł': 'l', 'Ł': 'L',
  'œ': 'oe', 'Œ': 'OE', 'ı': 'i', 'ħ': 'h', 'Ħ': 'H', 'ŧ': 't', 'Ŧ': 'T', 'ẞ': 'ß', 'ŋ': 'n', 'Ŋ': 'N',
};

/** Every character of the answer is in the GSM alphabet. Degrees lose their sign (`-9.6 °C` is `-9.6 C`); what has no likeness is `?`. */
export function toGsm7(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/\s*[°˚º](?=\s*[CFK]\b)/g, ' ')
    .replace(/\s*°/g, ' deg')
    .replace(/(\d) +(?=[CFK]\b)/g, '$1 ')
    .replace(/\r\n?/g, '\n');
  return [...plain].map(gsmOf).join('');
}

function gsmOf(character: string): string {
  if (oneSeptet.has(character) || twoSeptets.has(character)) return character;
  const sign = signs[character];
  if (sign !== undefined) return sign;
  if (/\p{M}|\p{Cf}|\p{Cc}/u.test(character)) return character === '\t' ? ' ' : '';
  if (/\p{Z}/u.test(character)) return ' ';
  const apart = [...character.normalize('NFKD').replace(/\p{M}/gu, '')];
  if (apart.length === 0 || (apart.length === 1 && apart[0] === character)) return '?';
  return apart.map(part => (part === character ? '?' : gsmOf(part))).join('');
}

/** Whether a text can be sent in the GSM alphabet as it stands. */
export const isGsm7 = (text: string): boolean => [...text].every(c => oneSeptet.has(c) || twoSeptets.has(c));

/** How many messages a phone company makes of a text: 160 septets or, joined, 153 each; outside the alphabet 70 or 67 UTF-16 units. */
export function smsParts(text: string): number {
  const sizes = isGsm7(text) ? [...text].map(c => (twoSeptets.has(c) ? 2 : 1)) : [...text].map(c => c.length);
  const [alone, joined] = isGsm7(text) ? [160, 153] : [70, 67];
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return 1;
  return partsOf(sizes, joined);
}

/** A character of two units never straddles two parts: it moves to the next one. */
function partsOf(sizes: readonly number[], room: number): number {
  let [parts, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > room) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return parts;
}

/** The longest beginning of a text that, with `...`, fits the parts. The text itself when it fits. */
export const cutToParts = (text: string, parts: number): string => fitBetween('', toGsm7(text), '', parts);

/** `head + middle + tail` in the parts; it is the middle that gives way. With no room left even then, the middle is empty. */
export function fitBetween(head: string, middle: string, tail: string, parts: number): string {
  const fits = (text: string) => smsParts(head + text + tail) <= parts;
  if (fits(middle)) return head + middle + tail;
  const characters = [...middle];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, half).join('').trimEnd()}...`)) low = half;
    else high = half - 1;
  }
  return low === 0 ? head + tail : `${head}${characters.slice(0, low).join('').trimEnd()}...${tail}`;
}
