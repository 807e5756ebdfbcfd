/** The one of these words that is at most two slips away. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const ranked = words.map(known => ({ known, slips: slipsBetween(word.toLowerCase(), known.toLowerCase()) }));
  const best = ranked.sort((a, b) => a.slips - b.slips)[0];
  return best && best.slips <= Math.min(2, Math.ceil(best.known.length / 3)) ? best.known : undefined;
}

/** Letters to add, leave out or change until one word is the other. */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
