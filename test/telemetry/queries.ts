/** The names that the KQL queries of a document go by. */

export interface Used {
  readonly queries: number;
  readonly spans: readonly string[];
  readonly events: readonly string[];
  readonly properties: readonly string[];
}

export function namesIn(markdown: string): Used {
  const queries = [...markdown.matchAll(/```kusto\n(.*?)```/gs)].map(([, text = '']) => text);
  const all = queries.join('\n');
  return {
    queries: queries.length,
    spans: compared(all, 'Name'),
    events: compared(all, 'Message'),
    properties: [...all.matchAll(/Properties\["([^"]+)"\]/g), ...all.matchAll(/Properties\.(\w+)/g)].map(([, name = '']) => name),
  };
}

/** What a column is compared with: `Name == "x"`, `Name in ("x", "y")`. */
function compared(text: string, column: string): readonly string[] {
  const one = [...text.matchAll(new RegExp(`\\b${column}\\s*(?:==|!=)\\s*"([^"]+)"`, 'g'))].map(([, name = '']) => name);
  const lists = [...text.matchAll(new RegExp(`\\b${column}\\s+!?in\\s*\\(([^)]*)\\)`, 'g'))].map(([, list = '']) => list);
  return [...one, ...lists.flatMap(list => [...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name))];
}
