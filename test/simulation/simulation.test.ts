import { expect, test } from 'vitest';
import { decodeDeviceEvent } from '../../engine/events/decode-device-event.ts';
import { decodeTelemetry } from '../../engine/events/decode-telemetry.ts';
import { virtualClock } from '../../local/clock.ts';
import { advanceTo } from '../../local/host/loop.ts';
import { simulatedDevices } from '../../local/simulation/devices.ts';
import { createSimulation } from '../../local/simulation/simulation.ts';
import { nightShift, storyMinutes } from '../../local/simulation/story.ts';
import type { InboxItem } from '../../local/stand-ins/inbox.ts';

const startedAt = Date.UTC(2026, 2, 3, 2, 0);
const minutes = (count: number): number => startedAt + count * 60_000;

/** A plant of its own, heard from minute `from` on. */
function plant({ from = 0, seed = 1, inbox = [] as InboxItem[] } = {}) {
  const clock = virtualClock(minutes(from));
  const posts: { at: number; door: string; device: string; id: unknown; event: Record<string, unknown> }[] = [];
  const said: string[] = [];
  const answers: string[] = [];
  let deliver = (_: InboxItem) => {};
  const simulation = createSimulation({
    clock,
    startedAt,
    seed,
    post: async (door, events) => {
      for (const event of events)
        posts.push({ at: clock.now(), door, device: String(event.subject).slice(8), id: event.id, event });
    },
    inbox: {
      items: () => inbox,
      onItem: listener => {
        deliver = listener;
      },
    },
    replySms: async (number, text) => void answers.push(`${minute(clock.now())} ${number} ${text}`),
    answerByLink: async (link, code, says) => void answers.push(`${minute(clock.now())} ${link} ${code} ${says}`),
    say: ({ at, device, text }) => said.push(`${minute(at)} ${device} ${text}`),
  });
  return {
    clock,
    posts,
    said,
    answers,
    deliver: (item: InboxItem) => deliver(item),
    until: (to: number) => advanceTo(clock, [simulation], minutes(to)),
  };
}

const minute = (at: number): number => (at - startedAt) / 60_000;

function page(item: Partial<InboxItem> & { at: string }): InboxItem {
  const text = 'CRITICAL Freezer 7, Oslo: -8 C. Answer: reply 4K7Q or http://localhost:4280/a/abc123';
  return {
    channel: 'sms',
    to: '+4700000001',
    subject: null,
    text,
    html: null,
    alarmId: 'freezer-too-warm~frz-oslo-07~1',
    step: 1,
    ...item,
  };
}

test('about forty devices at three sites, each behind a gateway that is there', () => {
  expect(simulatedDevices.length).toBeGreaterThanOrEqual(38);
  expect(new Set(simulatedDevices.map(({ site }) => site)).size).toBe(3);
  expect(new Set(simulatedDevices.map(({ id }) => id)).size).toBe(simulatedDevices.length);
  const gateways = simulatedDevices.filter(({ type }) => type === 'gateway').map(({ id }) => id);
  for (const { type, gateway } of simulatedDevices) expect(type === 'gateway' || gateways.includes(gateway ?? '')).toBe(true);
});

test('the story is about devices that are there, fits into its telling, and never has two at one device at once', () => {
  const ids = simulatedDevices.map(({ id }) => id);
  for (const { device, at, lasts, captions } of nightShift) {
    expect(ids).toContain(device);
    expect(at + lasts).toBeLessThanOrEqual(storyMinutes);
    for (const [caption] of captions) expect(caption).toBeLessThanOrEqual(lasts);
    const others = nightShift.filter(other => other.device === device && other.at >= at && other.at < at + lasts);
    expect(others.length).toBe(1);
  }
});

test('every device is heard once a minute, in the shape that the doors understand', async () => {
  const { posts, until } = plant();
  await until(3.99);
  const readings = posts.filter(({ door }) => door === 'telemetry');
  expect(readings.length).toBe(4 * simulatedDevices.length);
  for (const { event } of readings) expect(decodeTelemetry(event)).toMatchObject({ ok: true });
  const first = decodeTelemetry(readings.find(({ device }) => device === 'frz-oslo-07')?.event);
  expect(first).toMatchObject({
    event: {
      at: expect.any(Number),
      tags: { deviceType: 'freezer', site: 'oslo', gateway: expect.stringMatching(/^gw-oslo-/), timeZone: 'Europe/Oslo' },
    },
  });
  const connections = posts.filter(({ door }) => door === 'device-events');
  expect(connections.map(({ device }) => device).sort()).toEqual(
    simulatedDevices
      .filter(({ type }) => type === 'gateway')
      .map(({ id }) => id)
      .sort(),
  );
  for (const { event } of connections) expect(decodeDeviceEvent(event)).toMatchObject({ ok: true, event: { connected: true } });
});

test('the same seed is the same night, another seed another one', async () => {
  const [one, same, other] = [plant({ seed: 7 }), plant({ seed: 7 }), plant({ seed: 8 })];
  for (const night of [one, same, other]) await night.until(30);
  expect(same.posts).toEqual(one.posts);
  expect(other.posts).not.toEqual(one.posts);
});

test.each([0.1, 5, 33.3, 71, 99.9, 365])('after a restart at minute %d it goes on as if there had been none', async restart => {
  const whole = plant();
  await whole.until(restart + 45);
  const after = plant({ from: restart });
  await after.until(restart + 45);
  const [all, later] = [whole, after].map(({ posts }) => new Map(posts.map(({ id, event }) => [id, event])));
  for (const [id, event] of later ?? []) expect(all?.get(id)).toEqual(event);
  const missed = whole.posts.filter(({ id, at }) => at > minutes(restart) && !later?.has(id));
  expect(missed).toEqual([]);
});

test('a gateway in the dark is not heard, nor is anything behind it; the hub says so', async () => {
  const { posts, until, said } = plant({ from: 69 });
  await until(101);
  const behind = simulatedDevices.filter(({ id, gateway }) => [id, gateway].includes('gw-bergen-2')).map(({ id }) => id);
  const heard = posts.filter(
    ({ door, device, at }) => door === 'telemetry' && behind.includes(device) && at >= minutes(70) && at < minutes(100),
  );
  expect(heard).toEqual([]);
  const connection = posts.filter(
    ({ door, device, at }) => door === 'device-events' && device === 'gw-bergen-2' && at >= minutes(70),
  );
  expect(connection.map(({ event }) => event.eventType)).toEqual([
    'Microsoft.Devices.DeviceDisconnected',
    'Microsoft.Devices.DeviceConnected',
  ]);
  expect(said).toEqual(['70 gw-bergen-2 power is lost', '100 gw-bergen-2 power is back']);
});

test('the story is told again after its length', async () => {
  const again = plant({ from: storyMinutes });
  await again.until(storyMinutes + 6);
  expect(again.said).toEqual([
    `${storyMinutes + 2} leak-oslo-01 water on the floor`,
    `${storyMinutes + 5} frz-oslo-07 the door is left open`,
  ]);
});

test('the first person stays silent, the second answers by SMS with the code of the message', async () => {
  const { answers, deliver, until } = plant();
  await until(25);
  deliver(page({ at: new Date(minutes(25)).toISOString() }));
  await until(34);
  expect(answers).toEqual([]);
  deliver(page({ at: new Date(minutes(34)).toISOString(), step: 2, to: '+4700000002' }));
  deliver(page({ at: new Date(minutes(34.2)).toISOString(), step: 2, to: '+4700000002' }));
  await until(60);
  expect(answers).toEqual(['35.5 +4700000002 4K7Q']);
});

test('who cannot come says so on the page behind the link', async () => {
  const { answers, deliver, until } = plant({ from: 190 });
  const text = 'Open and answer: http://localhost:4280/a/abc123\nCode: 4K7Q\n';
  deliver(
    page({
      at: new Date(minutes(190)).toISOString(),
      channel: 'email',
      to: 'a@tocsin.example',
      text,
      alarmId: 'server-room-hot~srv-tromso-01~1',
    }),
  );
  await until(195);
  expect(answers).toEqual(['192 http://localhost:4280/a/abc123 4K7Q cannot']);
});

test('pages that came before a restart are still answered; what asks for no answer gets none', async () => {
  const at = new Date(minutes(2.5)).toISOString();
  const alarmId = 'water-leak~leak-oslo-01~1';
  const over = page({ at, alarmId, text: 'OVER Leak sensor 1, Oslo: over since 03:15.', step: 0 });
  const { answers, until } = plant({ from: 3, inbox: [page({ at, alarmId }), over] });
  await until(10);
  expect(answers).toEqual(['4.5 +4700000001 4K7Q']);
});
