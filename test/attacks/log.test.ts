import { expect, test } from 'vitest';
import { logViaPino } from '../../adapters/pino-log.ts';
import { type Fields, visiting } from '../doors/visit.ts';
import { freezerIsClosed, freezerIsLeftOpen, samplePeople, shippedRules } from '../nights/night.ts';

/** Everything that happens in a night, in one: pages on both channels, failures, guesses, talk, answers, a case, bad events. */
async function wholeNight(): Promise<{ lines: readonly string[]; secrets: readonly string[] }> {
  const lines: string[] = [];
  const secrets: string[] = [];
  const log = logViaPino({ level: 'debug', stream: { write: text => void lines.push(...text.trimEnd().split('\n')) } });
  await visiting({ rules: shippedRules(), log }, async ({ plant }) => {
    plant.provider('sms').fails({ status: 503, times: 2 });
    plant.provider('email').fails({ status: 400, times: 1 });
    const device = await freezerIsLeftOpen(plant);
    await plant.wait('5m');
    plant.provider('email').fails({ receiptFailed: true });
    await plant.wait('20m');
    await plant.phone('lena').writes('AB2C');
    await plant.phone('lena').writes('who is this? mail me at lena@private.example or +4798765432');
    await plant.phone('lena').writes('STOP');
    await plant.phone('lena').writes('START');
    await plant.house.post('telemetry', [{ from: '+4712345678', text: 'x@y.example' }]);
    await plant.mailbox('ingrid').answers();
    await plant.phone('marit').answers();
    await freezerIsClosed(plant, device);
    const messages = plant.house.standIns.inbox.log();
    for (const { text, to, channel } of messages) {
      if (channel !== 'sms' && channel !== 'email') continue;
      secrets.push(to);
      for (const [, token = ''] of text.matchAll(/\/a\/([0-9a-z]{26})/g)) secrets.push(token);
      for (const [, code = ''] of text.matchAll(/(?:reply|code:?) ([2-9A-HJKMNP-Z]{4})\b/gi)) secrets.push(code);
    }
  });
  return { lines, secrets: [...new Set(secrets)] };
}

test('no line of a whole night tells a number, an address, a link or a code', async () => {
  const { lines, secrets } = await wholeNight();
  expect(lines.length).toBeGreaterThan(40);
  expect(secrets.length).toBeGreaterThan(8);
  const events = new Set<string>();
  for (const line of lines) {
    const said: Fields = JSON.parse(line);
    events.add(said.event);
    for (const secret of [...secrets, ...samplePeople().flatMap(({ email, phone, name }) => [email ?? '', phone ?? '', name])])
      expect(line.includes(secret) ? `${secret} in ${line}` : '').toBe('');
    expect(line).not.toMatch(/[\w.]+@[\w.]+\.example|\+\d{8,}|\/a\/[0-9a-z]{26}/);
    expect(said.event).toMatch(/^[a-z-]+\.[a-z-]+$/);
    if (said.alarmId !== undefined) expect(said.traceId, line).toMatch(/^[0-9a-f]{32}$/);
  }
  for (const event of [
    'alarm.raised',
    'alarm.answered',
    'alarm.over',
    'page.accepted',
    'page.tried',
    'page.failed',
    'case.open',
    'door.parked',
    'sms.opt-out',
  ])
    expect([...events]).toContain(event);
});
