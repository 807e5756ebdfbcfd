/** Validators as plain code: what the TypeBox source says, without anything of Ajv at run time, and without making code then. */
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { RuleSchema } from '../../engine/rules/rule.ts';
import { root } from '../build.ts';
import { bare, plain, withSharedParts } from './plain.ts';

const heading = `// Written by "npm run schemas" from the types in engine/, with Ajv. Changes made here are lost.
// @ts-nocheck: code of a machine
`;

const typed = `
interface RuleValidator {
  (value: unknown): boolean;
  /** Of the last call. */
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}
/** Whether a value is as \`RuleSchema\` says. */
const validateRule: RuleValidator = validate;
export { validateRule };
`;

/** The code of engine/rules/rule-validator.generated.ts. */
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
  const [{ text } = { text: '' }] = outputFiles;
  return heading + text.replace(/export\s*\{\s*validate\s*\};?\s*$/, typed);
}
