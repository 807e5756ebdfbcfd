/** A night as a story, for whoever has to find out why its test failed. */
import { listAlarms, readStory } from '../../functions/store/alarms.ts';
import type { House } from '../house.ts';

export async function timelineOf({
  house,
  seed,
  lines,
}: {
  house: House;
  seed: number;
  lines: readonly string[];
}): Promise<string> {
  const { ids } = await listAlarms(house.ports.tables, 'all', { top: 100 });
  const stories = await Promise.all(ids.map(id => readStory(house.ports.tables, id)));
  const facts = stories.flatMap(story =>
    story
      ? story.timeline.map(({ at, kind, by, data }) => ({
          at,
          says: `${story.alarm.id} ${kind} by ${by} ${JSON.stringify(data)}`,
        }))
      : [],
  );
  const inbox = house.standIns.inbox
    .log()
    .map(({ at, channel, to, subject, text }) => ({ at, says: `   ${channel} -> ${to}: ${subject ?? text}` }));
  const all = [...facts, ...inbox].sort((a, b) => a.at - b.at).map(({ at, says }) => `${new Date(at).toISOString()} ${says}`);
  const errors = lines.filter(line => !line.startsWith('info'));
  return [`seed ${seed}, now ${new Date(house.ports.clock.now()).toISOString()}`, ...all, ...errors].join('\n');
}
