/** What a verb has of the world around it. */
export interface Io {
  /** Paths that are given are relative to it. */
  readonly cwd: string;
  /** Colours are wanted: stdout is a terminal, and nothing speaks against it. */
  readonly colours: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Everything that comes in on stdin. */
  input(): Promise<Uint8Array>;
  /** Machine time, ms. */
  now(): number;
  /** The zone of whoever reads, an IANA name. */
  readonly timeZone: string;
  /** Waits until it is time to look again; false: not any more. */
  again(): Promise<boolean>;
}

export const exitCodes = { good: 0, problems: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command was not used as it can be: what is wrong, and what would be right. Ends it with exit code 2. */
export class WrongUse extends Error {}
