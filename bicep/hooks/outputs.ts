/**
 * The outputs of a deployment of main.bicep as shell variables, as azd sets them:
 *   eval "$(node start.mjs run bicep/hooks/outputs.ts tocsin-dev)"
 */
import { runCommand } from './run-command.ts';

/** Resource Manager answers names in letters of its own choice; they are all upper case here. */
export function exportsOf(json: string): readonly string[] {
  const outputs = JSON.parse(json) as Readonly<Record<string, { readonly value?: unknown }>>;
  return Object.entries(outputs).map(
    ([name, { value }]) => `export ${name.toUpperCase()}='${String(value).replaceAll("'", "'\\''")}'`,
  );
}

async function main(deployment: string | undefined): Promise<string> {
  if (!deployment) throw new Error('node start.mjs run bicep/hooks/outputs.ts DEPLOYMENT');
  const args = ['deployment', 'sub', 'show', '--name', deployment, '--query', 'properties.outputs', '--output', 'json'];
  const { code, out, errors } = await runCommand('az', args);
  if (code !== 0) throw new Error(errors.trim());
  return exportsOf(out).join('\n');
}

if (import.meta.main) {
  await main(process.argv[2]).then(console.log, error => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
