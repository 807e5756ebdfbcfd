/**
 * A phone number as `+` and digits. The provider leaves the plus away, people write blanks, hyphens, brackets or `00`.
 * Undefined for what is no number (an alphanumeric sender).
 */
export function phoneOf(text: string): string | undefined {
  const bare = text.replace(/[\s().\-\u00a0\u2010-\u2015]/g, '').replace(/^(\+|00)/, '');
  return /^\d{3,15}$/.test(bare) ? `+${bare}` : undefined;
}
