import { expect, test } from 'vitest';
import { fill, isPlaceholder, type MessageFacts, placeholdersOf, renderMessage } from '../../engine/messages/fill.ts';
import { freezer, nastyNames, raisedAt } from './freezer.ts';

const facts: MessageFacts = {
  severity: 'critical',
  shown: { value: '-9.6 °C', limit: '-10 °C', timeToLimitMs: 26 * 60_000 },
  since: raisedAt,
  device: freezer.device,
  signals: { temperature: -9.600000381, 'motor.on': true, note: 'ok' },
  properties: { valve: 'V 12' },
  group: { room: 'B' },
  devicesBehind: 12,
};
const say = (title: string, more: Partial<MessageFacts> = {}) => renderMessage({ title }, { ...facts, ...more }).title;

test.each([
  { template: '{{device.name}} is at {{value}}, limit {{limit}}', want: 'Freezer 7 is at -9.6 °C, limit -10 °C' },
  { template: '{{ device.id }} {{severity}} since {{since}}', want: 'frz-oslo-07 critical since 03:10' },
  { template: '{{tags.site}} {{properties.valve}} {{group.room}}', want: 'oslo V 12 B' },
  { template: '{{signals.temperature}} {{signals.motor.on}} {{signals.note}}', want: '-9.6 yes ok' },
  { template: '{{devicesBehind}} dark, {{timeToLimit}} left', want: '12 dark, 26 min left' },
  { template: '{{tags.room}} {{nonsense}} {{constructor}} {{__proto__}}', want: '– – – –' },
  { template: 'no {placeholder} {{ here', want: 'no {placeholder} {{ here' },
])('$template', ({ template, want }) => expect(say(template)).toBe(want));

test('a value is not looked at again', () => {
  expect(fill('{{a}}', { a: '{{b}} $& $1', b: 'no' })).toBe('{{b}} $& $1');
  expect(say('{{device.name}}', { device: { ...freezer.device, name: '{{tags.site}}' } })).toBe('{tags. site}');
});

test('placeholders are named in order, each once, for those who check them', () => {
  expect(placeholdersOf('{{value}} {{ tags.site }} {{value}} {{oops}}')).toEqual(['value', 'tags.site', 'oops']);
  expect(['value', 'tags.site', 'signals.motor.temperature', 'device.id'].map(isPlaceholder)).toEqual([true, true, true, true]);
  expect(['oops', 'device.tags', 'tags.', 'Value'].map(isPlaceholder)).toEqual([false, false, false, false]);
});

test('at most five first steps', () => {
  const firstSteps = ['1', '2', '3', '4', '5', '6'];
  expect(renderMessage({ title: 't', firstSteps }, facts).firstSteps).toEqual(['1', '2', '3', '4', '5']);
});

test.each([
  { runbook: 'https://wiki.example/{{device.id}}', want: 'https://wiki.example/frz-oslo-07' },
  { runbook: 'https://wiki.example/?d={{tags.site}}', want: 'https://wiki.example/?d=oslo' },
  { runbook: 'https://{{tags.site}}/x', want: undefined },
  { runbook: 'https://wiki.{{tags.site}}', want: undefined },
  { runbook: 'http://wiki.example/', want: undefined },
  { runbook: 'javascript:alert(1)//https://', want: undefined },
])('a runbook is https and its host the author’s: $runbook', ({ runbook, want }) =>
  expect(renderMessage({ title: 't', runbook }, facts).runbook).toBe(want),
);

test('a device chooses neither where a runbook leads nor how long a message is', () => {
  for (const name of nastyNames) {
    const device = { ...facts.device, name, tags: { site: name } };
    const template = {
      title: '{{device.name}} {{tags.site}}',
      consequence: '{{tags.site}}',
      runbook: 'https://wiki.example/{{tags.site}}',
    };
    const message = renderMessage(template, { ...facts, device });
    expect([...message.title].length).toBeLessThanOrEqual(200);
    expect(message.runbook ?? 'https://wiki.example/').toMatch(/^https:\/\/wiki\.example\//);
    expect(JSON.stringify(message)).not.toMatch(/[\u202e\u2066]|\\r|\\n|evil\.example/);
  }
});
