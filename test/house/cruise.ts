/** Prints every import that breaks a rule of `.dependency-cruiser.cjs`; exit code 1 if there is one. */
import { fileURLToPath } from 'node:url';
import { breachesOfImportRules } from './imports.ts';

const { files, breaches } = await breachesOfImportRules(fileURLToPath(new URL('../..', import.meta.url)));
for (const { rule, from, to, comment } of breaches) {
  console.error(`${from} → ${to}\n    ${rule}${comment ? `: ${comment}` : ''}`);
}
console.log(breaches.length === 0 ? `${files} files keep the import rules.` : `${breaches.length} imports break a rule.`);
process.exitCode = breaches.length === 0 ? 0 : 1;
