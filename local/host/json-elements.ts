/**
 * The elements of a JSON array as they were written, or the one document that is no array. Throws a SyntaxError for text
 * that is not JSON. The original text is cut, not written anew: writing recurses, and a structure 10,000 deep would end it.
 */
export function jsonElements(text: string): string[] {
  if (!Array.isArray(JSON.parse(text))) return [text];
  const elements: string[] = [];
  let start = text.indexOf('[') + 1;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '"') i = endOfString(text, i);
    else if (c === '{' || c === '[') depth++;
    else if ((c === ',' && depth === 0) || (c === ']' && depth === 0)) {
      elements.push(text.slice(start, i).trim());
      start = i + 1;
    } else if (c === '}' || c === ']') depth--;
  }
  return elements.filter(element => element !== ''); // only `[]` has an empty one
}

/** Where the string that opens at `from` closes. */
function endOfString(text: string, from: number): number {
  for (let i = from + 1; ; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
}
