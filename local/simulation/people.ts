/** How the people of the story answer what arrives for them: decided by the page and the plant time, never by chance. */
import { codeAlphabet } from '../../engine/messages/codes.ts';
import type { InboxItem } from '../stand-ins/inbox.ts';
import { minuteMs, scenesBetween } from './plant.ts';
import { type Behaviour, usualBehaviour } from './story.ts';

export interface PlannedAnswer {
  /** Plant time. */
  readonly at: number;
  readonly alarmId: string;
  readonly says: Behaviour['says'];
  readonly code: string;
  /** By SMS: the number it comes from. By link: the page. */
  readonly by: { readonly sms: string } | { readonly link: string };
}

/** What the person who got this does about it; `undefined`: nothing. */
export function answerTo(item: InboxItem, startedAt: number): PlannedAnswer | undefined {
  const { alarmId, step, to } = item;
  const code = codeIn(item.text);
  if (alarmId === null || typeof step !== 'number' || code === undefined) return undefined;
  const received = Date.parse(item.at);
  const behaviour = behavioursAbout(alarmId, startedAt, received).find(one => one.step === step);
  const by = behaviour && waysToAnswer(item, to)[behaviour.via];
  if (!behaviour || !by) return undefined;
  return { at: received + behaviour.afterMinutes * minuteMs, alarmId, says: behaviour.says, code, by };
}

/** A person answers by SMS what came by SMS, and by link what came with one; who got both answers once, as told by the story. */
function waysToAnswer({ channel, text }: InboxItem, to: string): Partial<Record<Behaviour['via'], PlannedAnswer['by']>> {
  const [link] = /https?:\/\/\S+\/a\/[0-9a-z]+/.exec(text) ?? [];
  return { ...(channel === 'sms' && { sms: { sms: to } }), ...(link && { link: { link } }) };
}

/** The alarm's device is in its id; the story is that of the scene that began last before the page. */
function behavioursAbout(alarmId: string, startedAt: number, at: number): readonly Behaviour[] {
  const [, device] = alarmId.split('~');
  const scenes = scenesBetween(startedAt, at - 120 * minuteMs, at).filter(
    ({ happening, from }) => happening.device === device && from <= at,
  );
  return scenes.at(-1)?.happening.people ?? usualBehaviour;
}

const code = new RegExp(`(?:reply|code|Code:) ([${codeAlphabet}]{4})\\b`);
const codeIn = (text: string): string | undefined => code.exec(text)?.[1];
