/** Device strings are data: what a message shows of them is cleaned here, and escaped again where it is shown. */

/** Longest text of a device that a message repeats, in characters. */
export const deviceTextMax = 120;

// Cut before the costly steps: a text of a megabyte must not be normalised whole.
const workMax = 2_000;

/** One line of plain text: NFC, no control, format (bidi, zero width), private or broken characters, at most `max` characters. */
export function cleanText(text: string, max: number = deviceTextMax): string {
  const plain = text
    .slice(0, workMax)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\uFFFD]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return shorten(plain, max);
}

/** As `cleanText`, and nothing a mail program or phone would make a link of: the dot of a domain and `://` get a space; `{{` is no placeholder. */
export const deviceText = (text: string, max: number = deviceTextMax): string =>
  shorten(
    cleanText(text, max)
      .replace(/:\/+/g, ': ')
      .replace(/(?<=[\p{L}\p{N}])([.\u3002\uFF0E\uFF61])(?=\p{L}{2})/gu, '$1 ')
      .replace(/\{{2,}/g, '{')
      .replace(/\}{2,}/g, '}'),
    max,
  );

/** At most `max` characters, the last one an ellipsis when something was cut. Never half a surrogate pair. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...text];
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, Math.max(0, max - 1))
        .join('')
        .trimEnd()}…`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For HTML text and quoted attribute values. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? '');

/** Whether a text may stand in a header (a mail's subject, an HTTP header): one line without control characters. */
export const isHeaderSafe = (text: string): boolean => !/\p{Cc}|[\u2028\u2029]/u.test(text);

/** An https address as it may stand behind a link, else `undefined`. */
export function httpsLink(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const good = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.href.length <= 500;
  return good ? url.href : undefined;
}
