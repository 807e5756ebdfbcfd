/** Routes as Azure Functions writes them: `api/alarms/{id}`, `{x?}`, `{*rest}`, `{id:int}`. */

interface Segment {
  readonly kind: 'text' | 'one' | 'rest';
  /** Literal text in lower case, or the parameter's name as written. */
  readonly name: string;
  readonly optional: boolean;
  readonly int: boolean;
}
export interface Route {
  readonly segments: readonly Segment[];
}

/** Throws for what is not one of the forms above. */
export function parseRoute(text: string): Route {
  const segments = split(text).map(part => parseSegment(part, text));
  const early = segments.findIndex(s => s.optional || s.kind === 'rest');
  if (early !== -1 && segments.slice(early).some(s => !s.optional && s.kind !== 'rest'))
    throw new Error(`In the route "${text}" only the last parts may be optional or "{*rest}".`);
  return { segments };
}

function parseSegment(part: string, route: string): Segment {
  if (!/[{}]/.test(part)) return { kind: 'text', name: part.toLowerCase(), optional: false, int: false };
  const found = /^\{(\*?)(\w+)(:int)?(\??)\}$/.exec(part);
  if (found === null) throw new Error(`The local host does not know "${part}" of the route "${route}".`);
  const [, star, name, int, optional] = found;
  return { kind: star ? 'rest' : 'one', name: name!, optional: Boolean(optional), int: Boolean(int) };
}

/** The parameters, percent-decoded, or `undefined` when the path is another. Case and a trailing slash do not matter. */
export function matchRoute({ segments }: Route, path: string): Record<string, string> | undefined {
  const parts = split(path).map(decode);
  const params: [string, string][] = [];
  for (const segment of segments) {
    if (segment.kind === 'rest') {
      params.push([segment.name, parts.splice(0).join('/')]);
      continue;
    }
    const part = parts.shift();
    if (part === undefined && !segment.optional) return undefined;
    if (part !== undefined && !fits(segment, part)) return undefined;
    if (part !== undefined && segment.kind === 'one') params.push([segment.name, part]);
  }
  return parts.length === 0 ? Object.fromEntries(params) : undefined;
}

function fits({ kind, name, int }: Segment, part: string): boolean {
  if (kind === 'text') return part.toLowerCase() === name;
  return part !== '' && (!int || (/^[+-]?\d+$/.test(part) && Math.abs(Number(part)) <= 2_147_483_647));
}

/** Most specific first: literal text before `{id:int}` before `{x}` before `{*rest}`, compared part by part. */
export function compareRoutes(a: Route, b: Route): number {
  for (let i = 0; i < Math.max(a.segments.length, b.segments.length); i++) {
    const difference = rank(a.segments[i]) - rank(b.segments[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(segment: Segment | undefined): number {
  if (segment === undefined) return 0;
  if (segment.kind === 'rest') return 4;
  if (segment.kind === 'text') return 1;
  return segment.int ? 2 : 3;
}

function split(path: string): string[] {
  const inner = path.replace(/^\/|\/$/g, '');
  return inner === '' ? [] : inner.split('/');
}

/** Like the real host: an encoded slash stays encoded, and what is no valid encoding stays as it is. */
function decode(part: string): string {
  try {
    return part
      .split(/(%2f)/i)
      .map(piece => (/^%2f$/i.test(piece) ? piece : decodeURIComponent(piece)))
      .join('');
  } catch {
    return part;
  }
}
