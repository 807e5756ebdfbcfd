import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder, tocsin } from './command.ts';

const commands = [...readFileSync('docs/rules.md', 'utf8').matchAll(/^npx tocsin (.+)$/gm)].map(([, words]) => words!);

test('every command of docs/rules.md does what it says, one after the other', async () => {
  expect(commands.length).toBeGreaterThan(5);
  const cwd = folder(true);
  for (const command of commands) expect([command, (await tocsin(cwd, command.split(' '))).code]).toEqual([command, 0]);
});
