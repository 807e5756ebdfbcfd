/** The table of contents: every function of the house in the order in which an alarm lives, bound to its ports. */
import type { app as FunctionsApp, HttpHandler } from '@azure/functions';
import type { app as DurableApp, input as DurableInput, HttpDurableClientHandler } from 'durable-functions';
import { decodeDeviceEvent } from '../engine/events/decode-device-event.ts';
import { decodeTelemetry } from '../engine/events/decode-telemetry.ts';
import type { Ports } from '../engine/ports.ts';
import type { Activities, Effect, EffectInput, Outcome } from '../orchestrations/activities.ts';
import { escalateAlarm } from '../orchestrations/escalate-alarm.ts';
import { acknowledge, getAlarm, listAlarmsDoor, reset } from './in/alarms-api.ts';
import { answerLink } from './in/answer-link.ts';
import { deadlines, judgeAll, judgeIfChanged } from './in/deadlines.ts';
import { deviceDoor } from './in/device-door.ts';
import { getDevice, listDevicesDoor } from './in/devices-api.ts';
import { driverOf } from './in/driver.ts';
import { eventHubDoor, hubTrigger } from './in/event-hub-door.ts';
import { health } from './in/health.ts';
import { messageEvents } from './in/message-events.ts';
import { asPage, orUnavailable } from './in/or-unavailable.ts';
import { testPage } from './in/people-api.ts';
import { createReactor, type Reactor } from './in/react.ts';
import { createReceive } from './in/receive.ts';
import { closeCase, openCase } from './out/case.ts';
import { answering, asActivity } from './out/effect.ts';
import { planNext } from './out/plan-next.ts';
import { publishEvent } from './out/publish-event.ts';
import { relay } from './out/relay.ts';
import { sendEmail } from './out/send-email.ts';
import { sendSms } from './out/send-sms.ts';
import { testPages } from './out/test-page.ts';

/** The registries of the genuine libraries; on Azure and in the local host alike. */
export interface Host {
  readonly functions: typeof FunctionsApp;
  readonly durable: typeof DurableApp;
  readonly input: typeof DurableInput;
}

/**
 * How telemetry comes. With `eventHubs` the Event Grid door stays open beside the other: for posts by hand, and for what is
 * still under way when the route is changed. A message that comes both ways counts once.
 */
export interface Routes {
  readonly telemetry: 'eventGrid' | 'eventHubs';
}

/** What the composition may ask of the bound house. */
export interface Bound {
  /** Judges every device anew: the rules have changed. */
  judgeAll(): Promise<void>;
  /** The same, unless that was done for this set of rules; after a deployment. */
  judgeIfChanged(fingerprint: string): Promise<void>;
}

export function bindTocsin(host: Host, ports: Ports, routes: Routes = { telemetry: 'eventGrid' }): Bound {
  const reactor = createReactor(ports);
  bindWhatComesIn(host, ports, routes, reactor);
  bindDriver(host, ports);
  bindPeople(host, ports, reactor);
  return { judgeAll: () => judgeAll(ports), judgeIfChanged: fingerprint => judgeIfChanged(ports, fingerprint) };
}

function bindWhatComesIn({ durable }: Host, ports: Ports, routes: Routes, reactor: Reactor): void {
  const receive = createReceive(ports.clock, reactor);
  durable.client.eventGrid('telemetry', { handler: deviceDoor(ports, receive, 'telemetry', decodeTelemetry) });
  if (routes.telemetry === 'eventHubs')
    durable.client.eventHub('telemetry-hub', { ...hubTrigger, handler: eventHubDoor(ports, receive) });
  durable.client.eventGrid('device-events', { handler: deviceDoor(ports, receive, 'device-events', decodeDeviceEvent) });
  durable.client.eventGrid('message-events', { handler: messageEvents(ports) });
  durable.client.storageQueue('deadlines', {
    queueName: 'deadlines',
    connection: 'AzureWebJobsStorage',
    handler: deadlines(ports, reactor),
  });
}

/** The driver of an alarm, and what it has done. */
function bindDriver({ durable, input }: Host, ports: Ports): void {
  const effect = (name: Effect, of: (ports: Ports) => (input: EffectInput) => Promise<Outcome>) =>
    durable.activity(name, { handler: answering(ports, name, asActivity(ports, name, of)) });
  durable.orchestration('escalate-alarm', escalateAlarm);
  durable.activity('plan-next', { handler: asActivity(ports, 'plan-next', planNext) });
  const underWay = new Set<string>();
  effect('send-sms', of => sendSms(of, underWay));
  effect('send-email', of => sendEmail(of, underWay));
  effect('open-case', openCase);
  effect('close-case', closeCase);
  effect('publish-event', publishEvent);
  durable.activity('relay', {
    extraInputs: [input.durableClient()],
    handler: (at: Activities['relay']['in'], context) => asActivity(ports, 'relay', of => relay(of, driverOf(context)))(at),
  });
}

/** People: answers, looking, and whether a page would reach them. */
function bindPeople({ functions, durable }: Host, ports: Ports, reactor: Reactor): void {
  const look = (name: string, route: string, handler: HttpHandler) =>
    functions.http(name, { route, methods: ['GET'], authLevel: 'function', handler: orUnavailable(ports, handler) });
  const act = (name: string, route: string, handler: HttpDurableClientHandler) =>
    durable.client.http(name, { route, methods: ['POST'], authLevel: 'function', handler: orUnavailable(ports, handler) });
  durable.client.http('answer-link', {
    route: 'a/{token}',
    methods: ['GET', 'HEAD', 'POST'],
    authLevel: 'anonymous',
    handler: orUnavailable(ports, answerLink(ports), asPage),
  });
  look('list-alarms', 'api/alarms', listAlarmsDoor(ports));
  look('get-alarm', 'api/alarms/{id}', getAlarm(ports));
  act('acknowledge', 'api/alarms/{id}/acknowledge', acknowledge(ports));
  act('reset', 'api/alarms/{id}/reset', reset(ports, reactor));
  look('list-devices', 'api/devices', listDevicesDoor(ports));
  look('get-device', 'api/devices/{id}', getDevice(ports));
  const underWay = new Set<string>();
  functions.http('test-page', {
    route: 'api/people/{id}/test-page',
    methods: ['POST'],
    authLevel: 'function',
    handler: orUnavailable(
      ports,
      testPage(ports, of => testPages(of, underWay)),
    ),
  });
  functions.http('health', {
    route: 'health',
    methods: ['GET', 'HEAD'],
    authLevel: 'anonymous',
    handler: orUnavailable(ports, health(ports)),
  });
}
