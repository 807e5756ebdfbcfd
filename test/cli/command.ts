/** The verbs, run in this process: arguments and stdin in, what was said and the exit code out. */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own, with the rules that ship when they are asked for. */
export function folder(withRules = false): string {
  const cwd = mkdtempSync(join(tmpdir(), 'tocsin-cli-'));
  if (withRules) cpSync('rules', join(cwd, 'rules'), { recursive: true });
  return cwd;
}

export async function tocsin(cwd: string, args: readonly string[], input = ''): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(
    args,
    {
      cwd,
      colours: false,
      out: text => void out.push(text),
      err: text => void err.push(text),
      input: async () => new TextEncoder().encode(input),
      now: () => Date.UTC(2026, 2, 3, 2, 10),
      timeZone: 'Europe/Oslo',
      again: async () => false,
    },
    '0.0.0',
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}
