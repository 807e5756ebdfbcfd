/** The last look at a rule: whatever the checks found nothing wrong with must still be as its types say. */
import type { Path } from '../documents.ts';
import type { Tell } from './check.ts';
import { validateRule } from './rule-validator.generated.ts';

/** For a rule without errors. The validator is made from the same source as the types, and knows no more than these: its words do not teach. */
export function checkStructure(tell: Tell, value: unknown): void {
  if (validateRule(value)) return;
  const { instancePath, message } = validateRule.errors?.[0] ?? { instancePath: '', message: 'must be a rule' };
  tell(pathOf(value, instancePath), 'rule/wrong-kind', `This is not as a rule is made: it ${message}.`, {
    fix: 'Compare it with rules/schema/rule.schema.json.',
  });
}

/** The path that a JSON pointer names; indexes of lists are numbers. */
function pathOf(document: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let inner = document;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(inner) ? Number(name) : name);
    inner = typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined;
  }
  return path;
}
