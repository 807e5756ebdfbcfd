/** A night with somebody watching: the collector that stands in, the genuine OpenTelemetry libraries before it, the house behind. */
import { logViaPino } from '../../adapters/pino-log.ts';
import { openTelemetry, type Telemetry } from '../../adapters/telemetry.ts';
import type { CaseResult, Log, Ports, SendResult } from '../../engine/ports.ts';
import { type RunningServer, startServer } from '../../local/host/server.ts';
import { type Plant, type ScenarioOptions, scenario } from '../../local/scenario.ts';
import { type Behaviour, type Collector, createCollector } from '../../local/stand-ins/collector.ts';
import { samplePeople, shippedRules } from '../nights/night.ts';

export interface Watching {
  readonly collector: Collector;
  readonly server: RunningServer;
  readonly telemetry: Telemetry;
  /** Failures that were told. */
  readonly failures: string[];
  close(): Promise<void>;
}

/** `down`: nobody listens there. */
export async function startWatching(behaviour: Behaviour | 'down' = 'well', timeoutMs = 2_000): Promise<Watching> {
  const collector = createCollector();
  const server = await startServer({ port: 0, endpoints: [collector.endpoint] });
  if (behaviour === 'down') await server.close();
  else collector.behaves(behaviour);
  const failures: string[] = [];
  const onFailure = (why: string) => void failures.push(why);
  const telemetry = await openTelemetry({ otlpEndpoint: server.url, version: '0.0.0-test', timeoutMs, onFailure });
  return {
    ...{ collector, server, telemetry, failures },
    async close() {
      await telemetry.close();
      collector.release();
      if (behaviour !== 'down') await server.close();
    },
  };
}

/** Calls to providers below the spans, with what came of them. */
export type Calls = Map<string, string[]>;

/** Ports that are watched, and whose provider calls are counted by somebody else than the spans. */
export const watchedBy =
  ({ trace, lines }: Telemetry, calls: Calls = new Map()) =>
  (ports: Ports): Ports => {
    const counted = <Result extends SendResult | CaseResult>(name: string, call: Promise<Result>): Promise<Result> =>
      call.then(result => {
        calls.set(name, [...(calls.get(name) ?? []), result.kind]);
        return result;
      });
    const { email, sms, crm, topic } = ports;
    return {
      ...ports,
      trace,
      log: bothLogs(ports.log, logViaPino({ level: 'info', stream: lines })),
      ...(email && {
        email: { send: mail => counted('email.send', email.send(mail)), ask: id => counted('email.ask', email.ask(id)) },
      }),
      ...(sms && { sms: { send: one => counted('sms.send', sms.send(one)) } }),
      ...(crm && {
        crm: {
          open: card => counted('crm.open', crm.open(card)),
          close: (id, how) => counted('crm.close', crm.close(id, how)),
        },
      }),
      ...(topic && { topic: { publish: event => counted('topic.publish', topic.publish(event)) } }),
    };
  };

const bothLogs = (one: Log, other: Log): Log => {
  const line = (level: 'info' | 'warn' | 'error') => (event: string, fields?: Readonly<Record<string, unknown>>) => {
    one[level](event, fields);
    other[level](event, fields);
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
};

export async function watchedNight(
  watching: Watching,
  tell: (plant: Plant) => Promise<void>,
  options: Partial<ScenarioOptions> = {},
): Promise<Calls> {
  const calls: Calls = new Map();
  const wrap = watchedBy(watching.telemetry, calls);
  const plant = await scenario({ rules: shippedRules(), people: samplePeople(), ...options, wrap });
  try {
    await tell(plant);
  } finally {
    await plant.close();
  }
  await watching.telemetry.flush();
  return calls;
}
