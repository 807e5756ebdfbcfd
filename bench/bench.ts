/** `npm run bench -- NAME [--json]`: measures, against a peer of the same kind, what we claim to be quick. */
import { coldStart, type Measured } from './cold-start.ts';
import { tracing } from './tracing.ts';

const benches: Readonly<Record<string, () => Promise<readonly Measured[]>>> = { 'cold-start': coldStart, tracing };

async function main(argv: readonly string[]): Promise<number> {
  const names = argv.filter(name => !name.startsWith('--'));
  const unknown = names.filter(name => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
    return 2;
  }
  const wanted = names.length > 0 ? names : Object.keys(benches);
  const measured: Measured[] = [];
  for (const name of wanted) measured.push(...((await benches[name]?.()) ?? []));
  if (argv.includes('--json')) console.log(JSON.stringify(measured));
  else for (const one of measured) console.log(lineOf(one));
  return 0;
}

const lineOf = ({ bench, case: of, ours, peer, ratio }: Measured): string =>
  `${bench}  ${of}: ours ${ours.toFixed(1)}, peer ${peer.toFixed(1)}, ratio ${ratio.toFixed(2)}`;

process.exitCode = await main(process.argv.slice(2));
