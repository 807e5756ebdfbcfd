import { expect, test } from 'vitest';
import { readOptions, usage } from '../../local/options.ts';

const simulated = { port: 4280, data: '.tocsin/simulation', speed: 60, simulation: true, enableAuth: false, help: false };

test.each([
  { name: 'nothing given: the simulation at 60×', argv: [], want: simulated },
  {
    name: 'without simulation it is real time, in a folder of its own',
    argv: ['--no-simulation'],
    want: { ...simulated, simulation: false, data: '.tocsin/live', speed: 1 },
  },
  {
    name: 'the order does not matter, nor does the equals sign',
    argv: ['--speed=600', '--no-simulation', '--data', 'x', '--port', '0', '--enable-auth'],
    want: { port: 0, data: 'x', speed: 600, simulation: false, enableAuth: true, help: false },
  },
  {
    name: 'with a storage account it has a folder of its own',
    argv: ['--storage', 'UseDevelopmentStorage=true'],
    want: { ...simulated, data: '.tocsin/simulation-account', storage: 'UseDevelopmentStorage=true' },
  },
  {
    name: 'a connection string is full of equals signs',
    argv: ['--storage=AccountName=a;AccountKey=b==', '--data', 'x'],
    want: { ...simulated, data: 'x', storage: 'AccountName=a;AccountKey=b==' },
  },
  { name: 'help', argv: ['--help'], want: { ...simulated, help: true } },
])('$name', ({ argv, want }) => expect(readOptions(argv)).toEqual({ ok: true, options: want }));

test.each([
  { argv: ['--prot', '1'], says: 'There is no option --prot. Did you mean --port? npm start -- --help lists them all.' },
  {
    argv: ['--no-simulaton'],
    says: 'There is no option --no-simulaton. Did you mean --no-simulation? npm start -- --help lists them all.',
  },
  { argv: ['--colour'], says: 'There is no option --colour. npm start -- --help lists them all.' },
  { argv: ['4281'], says: 'There is no option 4281. npm start -- --help lists them all.' },
  { argv: ['--port'], says: '--port needs a value: npm start -- --port 4281' },
  { argv: ['--data', '--speed', '3'], says: '--data needs a value: npm start -- --data .tocsin/mine' },
  {
    argv: ['--storage', 'AccountKey=b=='],
    says: '--storage must be the connection string of a storage account, or UseDevelopmentStorage=true.',
  },
  { argv: ['--storage'], says: '--storage needs a value: npm start -- --storage UseDevelopmentStorage=true' },
  { argv: ['--port', '65536'], says: '--port is "65536", it must be a whole number from 0 to 65535 (0: any free port).' },
  { argv: ['--port', '0x50'], says: '--port is "0x50", it must be a whole number from 0 to 65535 (0: any free port).' },
  { argv: ['--speed', '0'], says: '--speed is "0", it must be a whole number from 1 (real time) to 3600 (a second is an hour).' },
  {
    argv: ['--speed', 'fast'],
    says: '--speed is "fast", it must be a whole number from 1 (real time) to 3600 (a second is an hour).',
  },
  { argv: ['--port', '1', '--port', '2'], says: '--port is given twice.' },
  { argv: ['--enable-auth=yes'], says: '--enable-auth takes no value, it has "yes".' },
])('$argv is refused with what would be right', ({ argv, says }) => expect(readOptions(argv)).toEqual({ ok: false, says }));

test('help names every option', () => {
  for (const name of ['--port', '--data', '--speed', '--no-simulation', '--enable-auth', '--help']) expect(usage).toContain(name);
});
