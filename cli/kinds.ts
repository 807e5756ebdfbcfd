/** What a file is, by what is in it; its name counts only where that says nothing. */

export type Kind = 'rule' | 'policy' | 'signals' | 'calendars';

const ruleWords = ['raise', 'appliesTo', 'clearWhen', 'notify', 'message', 'why'];
const policyWords = ['steps', 'rotations', 'ifUnanswered', 'acknowledge', 'whenCleared'];

/** Undefined: JSON of some other kind. What cannot be read at all is taken for what its name says, else for a rule: it will be told why. */
export function kindOf(name: string, text: string): Kind | undefined {
  if (name === 'signals.json') return 'signals';
  if (name === 'calendars.json') return 'calendars';
  const words = membersOf(text);
  if (has(words, 'raise')) return 'rule';
  if (has(words, 'steps')) return 'policy';
  if (name.endsWith('.rule.json')) return 'rule';
  if (name.endsWith('.policy.json')) return 'policy';
  if (words === undefined) return name.startsWith('<') || !name.endsWith('.json') ? 'rule' : undefined;
  const [asRule, asPolicy] = [ruleWords, policyWords].map(known => known.filter(word => has(words, word)).length);
  if (asRule === 0 && asPolicy === 0) return undefined;
  return asRule! >= asPolicy! ? 'rule' : 'policy';
}

const has = (words: readonly string[] | undefined, word: string): boolean => words?.includes(word) ?? false;

/** Names of members; of broken JSON, of those that look like one. Undefined: it has nothing of the kind. */
function membersOf(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : undefined;
  } catch {
    const found = [...ruleWords, ...policyWords].filter(word => text.includes(`"${word}"`));
    return found.length === 0 ? undefined : found;
  }
}
