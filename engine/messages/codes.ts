/** The code and the link token of a page, and what people make of the code when they type it. */

/** 31 signs without look-alikes: no 0 and O, no 1, I and L. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const tokenAlphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codeLength = 4;

const numberOf = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function digitsOf(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  return Array.from({ length }, (_, place) => alphabet[Number((value / base ** BigInt(length - 1 - place)) % base)]).join('');
}

/** Four characters from at least 8 random bytes: with that many, no code is likelier than another by more than 1 in 10^13. */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < 8) throw new RangeError(`A code needs at least 8 random bytes, not ${bytes.length}.`);
  return digitsOf(numberOf(bytes), codeAlphabet, codeLength);
}

/** 26 characters for 16 random bytes, fit for a URL path. */
export function tokenFrom(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new RangeError(`A token is made of 16 random bytes, not ${bytes.length}.`);
  return digitsOf(numberOf(bytes), tokenAlphabet, 26);
}

/** Whether a text has the shape of a token: what has not need not be looked up. */
export const isToken = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text);

/** A typed code as it was printed: case, spaces, hyphens and full-width letters do not matter. `undefined`: cannot be a code. */
export function readCode(text: string): string | undefined {
  const plain = text
    .slice(0, 40)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}."'‐‑–—_-]/gu, '');
  return plain.length === codeLength && [...plain].every(character => codeAlphabet.includes(character)) ? plain : undefined;
}

/** What an SMS reply asks for. `bareAck`: an answer without a code; `cannot`: page the next person. */
export interface SmsReply {
  readonly codes: readonly string[];
  readonly bareAck: boolean;
  readonly stop: boolean;
  readonly start: boolean;
  readonly cannot: boolean;
}

const stopWords = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'];
const startWords = ['START', 'UNSTOP'];
const cannotWords = ['NO', 'NOT', 'CANNOT', 'CANT', 'NEI', 'NEIN', 'NEJ', 'NON', 'PASS', 'NEXT'];
const ackWords = ['ACK', 'ACKNOWLEDGE', 'ACKNOWLEDGED', 'ACKED', 'OK', 'OKAY', 'YES', 'Y', 'YEP', 'JA', 'OUI', 'HAVE', 'GOT'];
/** Words that people write around an answer, or copy from the page: none of them is a code. */
const fillers =
  'I IT THIS THE A AN MY ME AM ON IS AS AT TO OR AND WITH CODE REPLY ANSWER PLEASE PAGE PERSON CAN DO TAKE TAKING WILL LL T M VE THANKS';
const knownWords = new Set([...cannotWords, ...ackWords, ...fillers.split(' ')]);

/** Reads "4K7Q", "ack 4k7q", "4K7Q no", "ok", "STOP". At most 10 codes, each once; whether a code is right is for the caller to say. */
export function codesIn(smsText: string): SmsReply {
  const words = wordsOf(smsText);
  const whole = words.join('');
  const rest = words.filter(word => !knownWords.has(word));
  const codes = [...new Set(codesAmong(rest))].slice(0, 10);
  const cannot = words.some(word => cannotWords.includes(word));
  return {
    codes,
    cannot,
    bareAck: !cannot && rest.length === 0 && words.some(word => ackWords.includes(word)),
    stop: stopWords.includes(whole),
    start: startWords.includes(whole),
  };
}

const wordsOf = (text: string): readonly string[] =>
  text
    .slice(0, 500)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');

/** A word with a digit is a code; a word of letters only when it stands alone, as "PUMP" may be just a word. "4K 7Q" is one code. */
function codesAmong(words: readonly string[]): readonly string[] {
  const whole = readCode(words.join(''));
  if (whole) return [whole];
  return words.filter(word => /\d/.test(word)).flatMap(word => readCode(word) ?? []);
}
