/** What a rule says to people: placeholders that there are, texts that fit. */
import type { Path } from '../documents.ts';
import { isPlaceholder, placeholderNames, placeholdersOf } from '../messages/fill.ts';
import { smsParts, toGsm7 } from '../messages/gsm7.ts';
import { has, isObject, list, members, type Tell, text } from './check.ts';
import type { Known } from './known.ts';
import { suggestion } from './meant.ts';
import { type Words, words } from './words.ts';

export function checkMessage(tell: Tell, value: unknown, at: Path, known: Known, of: Words = words.message): void {
  if (typeof value === 'string' && value.trim() !== '') {
    tell(at, 'rule/wrong-kind', 'Here a message is expected: { … }, not a text.', {
      fix: 'Write { "title": "…" }; "consequence" and "firstSteps" can follow.',
      change: [{ at, write: { title: value } }],
    });
    return;
  }
  const message = members(tell, value, at, of);
  if (!message) return;
  if (has(message, 'title') && checkTemplate(tell, message.title, [...at, 'title'], known))
    checkLength(tell, message.title, [...at, 'title']);
  if (has(message, 'consequence')) checkTemplate(tell, message.consequence, [...at, 'consequence'], known);
  if (has(message, 'firstSteps')) {
    const steps = message.firstSteps;
    list(tell, steps, [...at, 'firstSteps'], (item, place) => void checkTemplate(tell, item, place, known), 0);
    if (Array.isArray(steps) && steps.length > 5)
      tell([...at, 'firstSteps'], 'rule/too-many-steps', 'A message has at most 5 first steps.', {
        why: 'Nobody reads more of them at night.',
        fix: 'Keep the first ones, and link to the others with "runbook".',
      });
  }
  const runbook = message.runbook;
  if (has(message, 'runbook') && text(tell, runbook, [...at, 'runbook']) && !/^https:\/\/\S+$/.test(runbook))
    tell([...at, 'runbook'], 'rule/bad-link', 'A runbook is a link: https://…', {
      fix: 'Write the whole address, beginning with https://, without spaces.',
      ...(/^http:\/\/\S+$/.test(runbook)
        ? { change: [{ at: [...at, 'runbook'], write: runbook.replace('http:', 'https:') }] }
        : {}),
    });
}

export function checkTranslations(tell: Tell, value: unknown, at: Path, known: Known): void {
  if (!isObject(value)) {
    tell(at, 'rule/wrong-kind', 'Here languages are expected: { "nb": { "title": "…" } }.');
    return;
  }
  for (const [language, message] of Object.entries(value)) {
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(language))
      tell([...at, language], 'rule/bad-language', `“${language.slice(0, 40)}” is not a language tag.`, {
        of: 'name',
        fix: 'Like nb, de or pt-BR.',
      });
    checkMessage(tell, message, [...at, language], known, words.translation);
  }
}

function checkTemplate(tell: Tell, value: unknown, at: Path, known: Known): value is string {
  if (!text(tell, value, at)) return false;
  for (const [whole, inner = ''] of value.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const name = inner.trim();
    if (isPlaceholder(name) && name.length <= 100) checkSignalName(tell, name, at, known);
    else unknownPlaceholder(tell, value, whole, name, at, known);
  }
  const rest = value.replace(/\{\{[^{}]*\}\}/g, '');
  const isSingle = /(^|[^{])\{[\w.]+\}($|[^}])|\$\{/.test(rest);
  if (/\{\{|\}\}/.test(rest) || isSingle)
    tell(at, 'rule/unknown-placeholder', 'A placeholder begins with {{ and ends with }}.', { fix: 'Like {{device.name}}.' });
  return true;
}

function unknownPlaceholder(tell: Tell, template: string, whole: string, name: string, at: Path, known: Known): void {
  const meant = meantPlaceholder(name, known);
  tell(at, 'rule/unknown-placeholder', `${whole.slice(0, 60)} is not known.`, {
    fix: meant
      ? `Did you mean {{${meant.word}}}?`
      : `One of: ${placeholderNames.map(each => (each.endsWith('.') ? `${each}x` : each)).join(', ')}.`,
    ...(meant?.sure ? { change: [{ at, write: template.replaceAll(whole, `{{${meant.word}}}`) }] } : {}),
  });
}

const families = placeholderNames.filter(name => name.endsWith('.')).map(name => name.slice(0, -1));

/** `tag.place` is `tags.place`, `temperature` is `signals.temperature`. */
function meantPlaceholder(name: string, { signals, types }: Known) {
  const [family = '', ...rest] = name.split('.');
  const named = rest.length > 0 && family !== 'device' ? suggestion(family, families) : undefined;
  if (named && rest.join('.') !== '') return { ...named, word: `${named.word}.${rest.join('.')}` };
  if (types.some(type => signals.get(type)?.has(name))) return { word: `signals.${name}`, sure: true };
  return suggestion(
    name,
    placeholderNames.filter(each => !each.endsWith('.')),
  );
}

function checkSignalName(tell: Tell, name: string, at: Path, { signals, types }: Known): void {
  if (!name.startsWith('signals.')) return;
  const signal = name.slice('signals.'.length);
  const listed = types.map(type => signals.get(type));
  if (listed.length === 0 || listed.some(names => !names || names.has(signal))) return;
  const meant = suggestion(
    signal,
    listed.flatMap(names => [...(names?.keys() ?? [])]),
  );
  tell(at, 'rule/unknown-signal', `Devices of type “${types.join('”, “')}” have no signal “${signal.slice(0, 60)}”.`, {
    why: 'The message would say – in its place.',
    ...(meant ? { fix: `Did you mean {{signals.${meant.word}}}?` } : { fix: 'Take another placeholder.' }),
  });
}

/** As long as the values usually are. */
const usual: Readonly<Record<string, string>> = {
  value: '-12.3 °C',
  limit: '-10 °C',
  severity: 'critical',
  since: '03:15',
  timeToLimit: '2 h 10 min',
  devicesBehind: '12',
  'device.name': 'Freezer 7 Bergen',
  'device.id': 'frz-bergen-07',
};
const titleMax = 200;

function checkLength(tell: Tell, template: string, at: Path): void {
  const filled = placeholdersOf(template).reduce(
    (filled, name) =>
      filled.replace(new RegExp(`\\{\\{\\s*${escaped(name)}\\s*\\}\\}`, 'g'), () => usual[name] ?? 'twelve signs'),
    template,
  );
  const sms = `CRITICAL ${toGsm7(filled)}. Answer: reply 4K7Q or https://alarms.example.com/a/K7Q2M`;
  if (filled.length <= titleMax && smsParts(sms) <= 2) return;
  tell(
    at,
    'rule/long-title',
    `With usual values this title has ${filled.length} characters; its SMS would need more than 2 parts.`,
    {
      why: 'A longer SMS is cut, and it is the end of the title that is lost.',
      fix: 'Say only what and how bad; the rest belongs into "consequence" and "firstSteps".',
    },
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
