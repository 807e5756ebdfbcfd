/** One running Bicep compiler (`bicep jsonrpc`): asked ten things, it starts once instead of ten times. */
import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { type Bicep, bareEnvironment } from './cli.ts';

export interface Diagnostic {
  readonly level: string;
  readonly code: string;
  readonly message: string;
}

export interface Compiler {
  /** What it has to say of a template and all that it uses, the linter's words among it. */
  compile(path: string): Promise<readonly Diagnostic[]>;
  /** The same of a parameter file, and the values in it. */
  parameters(
    path: string,
  ): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly values: Readonly<Record<string, unknown>> }>;
  /** The text as it should be written. */
  format(path: string): Promise<string>;
  /** The resources that would be deployed, as JSON: loops, conditions and names worked out. */
  snapshot(path: string, location: string): Promise<string>;
  close(): void;
}

/** `env`: what parameter files see of the environment. */
export function startCompiler(bicep: Bicep, env: Readonly<Record<string, string>>): Compiler {
  const child = spawn(bicep.path, ['jsonrpc', '--stdio'], {
    env: { ...bareEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(why: Error): void }>();
  let asked = 0;
  readMessages(child.stdout, answer => waiting.get(answer.id)?.resolve(answer));
  child.once('close', code => {
    for (const { reject } of waiting.values()) reject(new Error(`The compiler has ended with code ${code}.`));
  });
  const ask = async <Result>(method: string, params: unknown): Promise<Result> => {
    const id = ++asked;
    const answer = await new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      writeMessage(child.stdin, { jsonrpc: '2.0', id, method: `bicep/${method}`, params });
    });
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result as Result;
  };
  return { ...questions(ask), close: () => void child.kill() };
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const someId = (last: number) => `00000000-0000-0000-0000-00000000000${last}`;

function questions(ask: <Result>(method: string, params: unknown) => Promise<Result>): Omit<Compiler, 'close'> {
  return {
    compile: async path => (await ask<{ diagnostics: Diagnostic[] }>('compile', { path })).diagnostics,
    async parameters(path) {
      const compiled = await ask<{ diagnostics: Diagnostic[]; parameters: string }>('compileParams', {
        path,
        parameterOverrides: {},
      });
      const { parameters } = JSON.parse(compiled.parameters) as { parameters: Record<string, { value: unknown }> };
      const values = Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
      return { diagnostics: compiled.diagnostics, values };
    },
    format: async path => (await ask<{ contents: string }>('format', { path })).contents,
    async snapshot(path, location) {
      const metadata = { subscriptionId: someId(1), tenantId: someId(2), location, deploymentName: 'main' };
      return (await ask<{ snapshot: string }>('getSnapshot', { path, metadata, externalInputs: null })).snapshot;
    },
  };
}

function writeMessage(to: Writable, message: unknown): void {
  const body = Buffer.from(JSON.stringify(message));
  to.write(`Content-Length: ${body.length}\r\n\r\n`);
  to.write(body);
}

/** A length, an empty line, then that many bytes. */
function readMessages(from: NodeJS.ReadableStream, take: (answer: Answer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  from.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      const length = Number(/content-length: *(\d+)/i.exec(rest.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || rest.length < end + 4 + length) return;
      take(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()) as Answer);
      rest = rest.subarray(end + 4 + length);
    }
  });
}
