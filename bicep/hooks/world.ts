/** What hooks need of the machine that they run on: its environment, the Azure CLI, the app's doors, time. */
import { type Ran, runCommand } from './run-command.ts';

/** Status 0: no answer. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  run(command: string, args: readonly string[]): Promise<Ran>;
  get(url: string): Promise<Answered>;
  /** `body` goes as JSON. */
  post(url: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<Answered>;
  now(): Date;
  wait(ms: number): Promise<void>;
  say(line: string): void;
}

/** Azure lets a request take 230 s at most. */
const answerMs = 60_000;

const ask = (url: string, how: RequestInit = {}): Promise<Answered> =>
  fetch(url, { ...how, signal: AbortSignal.timeout(answerMs) }).then(
    async answer => ({ status: answer.status, text: await answer.text() }),
    () => ({ status: 0, text: '' }),
  );

export const thisWorld: World = {
  env: process.env,
  run: runCommand,
  get: url => ask(url),
  post: (url, headers, body) =>
    ask(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  now: () => new Date(),
  wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
  say: line => console.log(line),
};

/** A JSON object, or nothing where something else answers. */
export function parsed<Shape extends object>(text: string): Partial<Shape> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
