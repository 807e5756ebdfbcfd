import { expect, test } from 'vitest';
import { readOptions } from '../../local/options.ts';

const recorded = { data: '.tocsin/replay', simulation: false, speed: 60, replay: { file: 'a.csv', deviceType: 'pump' } };

test.each([
  { name: 'a recording takes the place of the simulation', argv: [], want: recorded },
  { name: 'as it does when that is said', argv: ['--no-simulation'], want: recorded },
  { name: 'at its own speed', argv: ['--speed', '1'], want: { ...recorded, speed: 1 } },
  {
    name: 'with all that can be said of the file',
    argv: ['--time-column', 'when it was', '--separator', ';'],
    want: { replay: { file: 'a.csv', deviceType: 'pump', timeColumn: 'when it was', separator: ';' } },
  },
  { name: 'with tabs', argv: ['--separator=tab'], want: { replay: { separator: '\t' } } },
  { name: 'with rules of its own', argv: ['--rules', 'mine'], want: { ...recorded, rules: 'mine' } },
])('$name', ({ argv, want }) =>
  expect(readOptions(['--replay', 'a.csv', '--device-type', 'pump', ...argv])).toMatchObject({ ok: true, options: want }),
);

test.each([
  { argv: ['--replay', 'a.csv'], says: '--replay needs --device-type: rules find a device by its type.' },
  { argv: ['--separator', ';'], says: '--separator tells how to read a recording: name it with --replay FILE.' },
  { argv: ['--device-type', 'pump'], says: '--device-type tells how to read a recording: name it with --replay FILE.' },
  { argv: ['--replay'], says: '--replay needs a value: npm start -- --replay pump.csv' },
  {
    argv: ['--replay', 'a.csv', '--device-type', 'pump', '--separator', '::'],
    says: '--separator is "::", it must be one character, or tab.',
  },
  {
    argv: ['--replya', 'a.csv'],
    says: 'There is no option --replya. Did you mean --replay? npm start -- --help lists them all.',
  },
])('$argv is refused with what would be right', ({ argv, says }) => expect(readOptions(argv)).toEqual({ ok: false, says }));
