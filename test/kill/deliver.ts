/** Delivers events as Event Grid does: again and again, with the same ids, until they are taken. */
import type { Body, Device } from './devices.ts';
import { telemetryOf } from './devices.ts';
import { ask, pause, untilPlantTime, type World } from './world.ts';

/** One event and what became of its deliveries. */
export interface Delivered {
  readonly device: Device | undefined;
  readonly at: number;
  readonly body: Body | undefined;
  /** Answered 202. */
  confirmed: number;
  /** Sent, and not answered 202: the host may have counted them or not. */
  unsure: number;
}

type Event = { readonly record: Delivered; readonly event: unknown };

/** Resolves when all were taken. */
export async function deliver(world: World, events: readonly Event[]): Promise<void> {
  const body = JSON.stringify(events.map(({ event }) => event));
  const init = { method: 'POST', headers: { 'aeg-event-type': 'Notification', 'content-type': 'application/json' }, body };
  for (let taken = false; !taken; ) {
    const asked = ask(`${world.url}/runtime/webhooks/eventgrid?functionName=telemetry`, init);
    world.tell('posting');
    const reply = await asked;
    taken = reply !== 'unheard' && reply !== 'refused' && reply.status === 202;
    for (const { record } of events) {
      if (taken) record.confirmed++;
      else if (reply !== 'refused') record.unsure++;
    }
    if (taken) world.tell('posted');
    else await pause(reply);
  }
}

const minute = 60_000;
const backlog = 20;

/** A device's life until the end of the run. `sent` gets all that it sends, oldest first; answers how many alarms it began. */
export async function live(world: World, device: Device, sent: Delivered[]): Promise<void> {
  const reading = (at: number, body: Body): Event => {
    const record = { device, at, body, confirmed: 0, unsure: 0 };
    sent.push(record);
    return { record, event: telemetryOf(device, body, at) };
  };
  await untilPlantTime(world, 0);
  let at = world.now()!;
  const calm = device.body(device.cycle(0), undefined);
  await deliver(
    world,
    Array.from({ length: backlog }, (_, n) => reading(at - (backlog - n) * minute, calm)),
  );
  for (const { body } of bodies(world, device)) {
    if (!(await untilPlantTime(world, at + minute))) return;
    at = world.now() ?? at + minute; // it has gone down this very moment
    await deliver(world, [reading(at, body)]);
  }
}

/** What is sent minute by minute: calm and alarm in turns, and calm for ever once the run is to end. */
function* bodies(world: World, device: Device): Generator<{ readonly body: Body }> {
  for (let n = 0; ; n++) {
    const cycle = device.cycle(n);
    const ending = () => world.phase !== 'alarms' && n > 0;
    for (let m = 0; m < cycle.calm || ending(); m++) yield { body: device.body(cycle, undefined) };
    for (let m = 0; m < cycle.alarming && !(ending() && mayEndAt(m)); m++) yield { body: device.body(cycle, m) };
  }
}

/** Not while a level is about to be reached: then it would hang on the moment whether it is. */
const mayEndAt = (m: number): boolean => (m >= 15 && m < 19) || m >= 36;

/** Bad and foreign events, one kind per round. */
export function oddEvents(n: number): readonly Event[] {
  const record = (): Delivered => ({ device: undefined, at: n, body: undefined, confirmed: 0, unsure: 0 });
  return [{ record: record(), event: { id: `odd-${n}`, eventType: 'Microsoft.Devices.DeviceTelemetry', data: { body: n } } }];
}
