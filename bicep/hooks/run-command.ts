/** Other programs: the Azure CLI. */
import { execFile } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** Never rejects: a program that is not there has code 1 and says so in `errors`. */
export const runCommand = (command: string, args: readonly string[]): Promise<Ran> =>
  new Promise(resolve => {
    // On Windows `az` is a batch file, which only a shell can start.
    const shell = process.platform === 'win32';
    execFile(command, [...args], { shell, maxBuffer: 16 * 1024 * 1024 }, (error, out, errors) =>
      resolve({ code: error === null ? 0 : 1, out, errors: errors || String(error ?? '') }),
    );
  });
