/** Which alarm a message is about, as far as it says so itself. */
import type { InboxItem } from './inbox.ts';

type About = Pick<InboxItem, 'alarmId' | 'step'>;

/** From a ledger key, `alarmId/kind/round/step/repeat/person/channel`. */
export function aboutKey(key: string | undefined): About {
  const [alarmId, kind, , step] = (key ?? '').split('/');
  if (kind === undefined || alarmId === 'reply') return { alarmId: null, step: null }; // our word to an SMS is about no page
  return { alarmId: alarmId || null, step: step === 'then' ? step : /^\d{1,4}$/.test(step ?? '') ? Number(step) : null };
}

/** From text that names an occurrence, `<rule>~<device>~<n>`. */
export const aboutText = (text: string): About => ({
  alarmId: /[A-Za-z0-9._-]{1,40}~[A-Za-z0-9._-]{1,40}~\d{1,9}/.exec(text)?.[0] ?? null,
  step: null,
});
