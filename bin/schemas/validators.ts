/** Validators as plain code: what the TypeBox source says, without anything of Ajv at run time, and without making code then. */
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { RuleSchema } from '../../engine/rules/rule.ts';
import { root } from '../build.ts';
import { bare, plain, withSharedParts } from './plain.ts';

const heading = '// Written by "npm run schemas" from the types in engine/, with Ajv. Changes made here are lost.\n';

/** The code of engine/rules/rule-validator.generated.js. */
export async function ruleValidator(): Promise<string> {
  const ajv = new Ajv({ code: { source: true, esm: true, lines: true }, strictTypes: false, inlineRefs: false });
  const validate = ajv.compile(withSharedParts(bare(plain(RuleSchema))));
  const code = (standaloneCode as unknown as { default: typeof standaloneCode.default }).default(ajv, validate);
  const { outputFiles } = await build({
    stdin: { contents: `${code.replace(/export default [^;]+;/, '')}`, resolveDir: join(root, 'bin'), loader: 'js' },
    bundle: true,
    format: 'esm',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 130,
    legalComments: 'none',
    write: false,
  });
  return heading + (outputFiles[0]?.text ?? '');
}
