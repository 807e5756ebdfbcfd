import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCalendar } from '../../engine/calendars/check-calendar.ts';
import { readCalendars } from '../../engine/calendars/read-calendars.ts';

test.each([
  { calendar: { from: '25:00' }, code: 'calendar/no-such-time', fix: /00:00/ },
  { calendar: { from: '7:00' }, code: 'calendar/no-such-time', fix: /“07:00”/ },
  { calendar: { from: '24:00' }, code: 'calendar/no-such-time', fix: /00:00/ },
  { calendar: { to: 17 }, code: 'calendar/no-such-time', fix: /00:00/ },
  { calendar: { days: [], from: '07:00' }, code: 'calendar/wrong-kind', fix: undefined },
  { calendar: { days: 'mon' }, code: 'calendar/wrong-kind', fix: undefined },
  { calendar: { days: ['Monday'] }, code: 'calendar/unknown-day', fix: /“mon”/ },
  { calendar: { days: ['tus'] }, code: 'calendar/unknown-day', fix: /“tue”/ },
  { calendar: { from: '07:00', timeZone: 'Europe/Olso' }, code: 'calendar/unknown-time-zone', fix: /Europe\/Oslo/ },
  { calendar: { from: '07:00', timeZone: '+01:00' }, code: 'calendar/unknown-time-zone', fix: /IANA/ },
  { calendar: { except: ['2026-02-30'] }, code: 'calendar/no-such-date', fix: undefined },
  { calendar: { except: ['24.12.2026'] }, code: 'calendar/unknown-exception', fix: /2026-12-24/ },
  { calendar: { except: ['holidays'] }, code: 'calendar/unknown-exception', fix: /holidays:NO/ },
  { calendar: { except: ['NO'] }, code: 'calendar/unknown-exception', fix: /“holidays:NO”/ },
  { calendar: { except: ['holidays:no'] }, code: 'calendar/unknown-holidays', fix: /“holidays:NO”/ },
  { calendar: { except: ['holidays:UK'] }, code: 'calendar/unknown-holidays', fix: /“holidays:GB”/ },
  { calendar: { except: ['holidays:DE-BAY'] }, code: 'calendar/unknown-holidays', fix: /DE-BY/ },
  { calendar: { except: ['holidays:QQ'] }, code: 'calendar/unknown-holidays', fix: /two letters/ },
  { calendar: { form: '07:00' }, code: 'calendar/unknown-word', fix: /“from”/ },
  { calendar: {}, code: 'calendar/empty', fix: /leave it out/ },
  { calendar: { timeZone: 'UTC' }, code: 'calendar/empty', fix: /leave it out/ },
  { calendar: 'night', code: 'calendar/wrong-kind', fix: undefined },
])('$code: $calendar', ({ calendar, code, fix }) => {
  const complaints = checkCalendar(calendar);
  expect(complaints.map(complaint => complaint.code)).toEqual([code]);
  if (fix) expect(complaints[0]?.fix).toMatch(fix);
});

test('what is right is not complained of', () => {
  const all = {
    days: ['mon', 'sun'],
    from: '22:00',
    to: '24:00',
    timeZone: 'site',
    except: ['holidays:DE-BY', '2028-02-29'],
    note: 'x',
  };
  expect(checkCalendar(all)).toEqual([]);
});

test('a file of calendars: all that is wrong at once, each at its place', () => {
  const text = '{ "$schema": "x", "night": { "from": "22:00", "to": "5" },\n  "a b": { "days": ["mon"] } }';
  const read = readCalendars(text, 'calendars.json');
  expect(read.ok ? [] : read.problems.map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
    '1:53 calendar/no-such-time',
    '2:3 calendar/bad-id',
  ]);
  const good = readCalendars('{ "night": { "from": "22:00", "to": "05:00" } }', 'calendars.json');
  expect(good.ok && [...good.calendars.keys()]).toEqual(['night']);
  expect(readCalendars('[]', 'calendars.json').ok).toBe(false);
});

test('any value at all is judged without a throw', () => {
  const words = fc.constantFrom('days', 'from', 'to', 'timeZone', 'except', 'note', 'x');
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(words, fc.jsonValue()));
  fc.assert(
    fc.property(value, some => Array.isArray(checkCalendar(some))),
    { numRuns: 2_000 },
  );
});
