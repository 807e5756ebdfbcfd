import { expect, test } from 'vitest';
import { policyOf } from './cast.ts';
import { type Night, night } from './night.ts';

const both = { after: '0s', page: ['person:anna', 'person:bo'], via: ['sms'], repeatEvery: '3m' };
const chief = { after: '10m', page: ['person:chief'], via: ['sms'] };
const acknowledge = { everyoneMustAnswer: true, quietFor: '1h' };
const policy = policyOf({ steps: [both, chief], acknowledge });
const told = (alarm: Night, until: string) => alarm.forget().until(until).told();

test('one of two has it: the other is paged on, and the next step comes', () => {
  const alarm = night(policy).until('1m').answers('anna');
  expect(told(alarm, '10m')).toEqual([
    '3m sms bo raised/1/1/1',
    '6m sms bo raised/1/1/2',
    '9m sms bo raised/1/1/3',
    '10m sms chief raised/1/2/0',
  ]);
});

test('all have it: nobody is paged any more, and the quiet counts from the last answer', () => {
  const alarm = night(policy).until('1m').answers('anna').until('4m').answers('bo');
  expect(alarm.events()).toEqual(['1 raised']);
  expect(told(alarm, '1h3m59s')).toEqual([]);
  expect(alarm.events()).toEqual(['1 raised', 'a2 acknowledged']);
  expect(told(alarm, '1h4m')).toEqual(['1h4m sms anna raised/2/1/0', '1h4m sms bo raised/2/1/0']);
  expect(told(alarm.answers('bo'), '1h8m')).toEqual(['1h7m sms anna raised/2/1/1']);
});

test('whoever was paged meanwhile must answer too', () => {
  const alarm = night(policy).until('1m').answers('anna').until('11m').answers('bo');
  expect(told(alarm.until('12m').answers('chief'), '1h')).toEqual([]);
  expect(alarm.events()).toEqual(['1 raised', 'a3 acknowledged']);
});

test('somebody whom nobody paged may have it, and is not enough', () => {
  const alarm = night(policy).until('1m').answers('operator');
  expect(told(alarm, '4m')).toEqual(['3m sms anna raised/1/1/1', '3m sms bo raised/1/1/1']);
});

test('who cannot, and who could not be reached, is not waited for', () => {
  const alarm = night(policy).until('1m').answers('bo', 'cannot').until('2m').answers('chief').answers('anna');
  expect(told(alarm, '1h')).toEqual([]);
  const team = policyOf({ steps: [{ ...both, page: ['person:anna', 'person:unreachable'] }], acknowledge });
  expect(told(night(team).until('1m').answers('anna'), '1h')).toEqual([]);
});

test('an answer that waits for others, taken back: the step pages that person again, at once', () => {
  const alarm = night(policy).until('1m').answers('anna').until('2m').withdraws('anna');
  expect(told(alarm, '3m')).toEqual(['2m sms anna raised/1/1/1', '2m sms bo raised/1/1/1']);
});

test('all had it, and one takes theirs back: only that one is paged; with a new answer it is answered again', () => {
  const alarm = night(policy).until('1m').answers('anna').until('2m').answers('bo').until('8m').withdraws('anna');
  expect(told(alarm, '12m')).toEqual(['8m sms anna raised/1/1/1', '11m sms anna raised/1/1/2']);
  expect(alarm.events()).toEqual(['1 raised', 'a2 acknowledged', 'a2w unacknowledged']);
  expect(told(alarm.answers('anna'), '1h')).toEqual([]);
  expect(told(alarm, '1h13m')).toEqual(['1h12m sms anna raised/2/1/0', '1h12m sms bo raised/2/1/0']);
});

test('a rise asks everybody anew', () => {
  const alarm = night(policy, { severity: 'minor' }).until('1m').answers('anna').until('2m').becomes('critical');
  expect(told(alarm, '2m')).toEqual(['2m sms anna severity/2/1/0', '2m sms bo severity/2/1/0']);
});

test('a further round pages whoever has not answered, and a step of which all have it does not hold it up', () => {
  // biome-ignore lint/suspicious/noThenProperty: a word of the language
  const ifUnanswered = { after: '20m', times: 1, then: ['role:guard'] };
  const steps = [
    { after: '0s', page: ['person:anna', 'person:bo'], via: ['sms'] },
    { after: '10m', page: ['person:anna'], via: ['sms'] },
  ];
  const alarm = night(policyOf({ steps, acknowledge, ifUnanswered })).until('1m').answers('anna');
  expect(told(alarm, '3h')).toEqual(['20m sms bo raised/2/1/0', '40m sms bo raised/2/then/0']);
  expect(alarm.allNotes().map(({ kind, data }) => `${kind} ${JSON.stringify(data)}`)).toContain(
    'steps-not-run {"round":1,"steps":[2],"because":"answered"}',
  );
});

test('the end is told to all who have it, where the one who has it is told', () => {
  const tells = policyOf({ steps: [both], acknowledge, whenCleared: { tell: 'acknowledger' } });
  const alarm = night(tells).until('1m').answers('anna').until('2m').answers('bo').until('5m').isOver();
  expect(told(alarm, '6m')).toEqual(['5m sms anna over', '5m sms bo over']);
});
