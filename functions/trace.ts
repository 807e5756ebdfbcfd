/** Work that is told to whoever watches from outside: one trace per alarm, from the door that raised it to the last answer. */
import type { CaseResult, Log, Ports, SendResult, SpanAttributes, SpanOf, Trace } from '../engine/ports.ts';

/** Does the work as a span; a failure of it is told and thrown. `outcome`: what there is to say of a result, `undefined` when nothing was done. */
export async function traced<Result>(
  trace: Trace,
  of: SpanOf,
  work: (traceparent: string | undefined) => Promise<Result>,
  outcome: (result: Result) => SpanAttributes | undefined = () => ({}),
): Promise<Result> {
  const span = trace.begin(of);
  try {
    const result = await work(span.traceparent);
    const attributes = span.traceparent === undefined ? undefined : outcome(result);
    if (attributes) span.end({ attributes });
    return result;
  } catch (error) {
    span.end({ failed: nameOf(error) });
    throw error;
  }
}

/** What a failure is called; its message may hold more than a watcher should see, and is in the log. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** The ports as a part of this work: each call to a provider is a span of it, each line of the log names it. */
export function within(ports: Ports, traceparent: string | undefined): Ports {
  if (traceparent === undefined) return ports;
  const { email, sms, crm, topic } = ports;
  const call = caller(ports.trace, traceparent);
  return {
    ...ports,
    log: logWithin(ports.log, traceparent),
    ...(email && {
      email: {
        send: mail => call('email.send', () => email.send(mail)),
        // It asks whether there is anything to be asked about: "not known" is an answer.
        ask: operationId => call('email.ask', () => email.ask(operationId), ['refused']),
      },
    }),
    ...(sms && { sms: { send: one => call('sms.send', () => sms.send(one)) } }),
    ...(crm && {
      crm: {
        open: card => call('crm.open', () => crm.open(card)),
        close: (id, resolution) => call('crm.close', () => crm.close(id, resolution)),
      },
    }),
    ...(topic && { topic: { publish: event => call('topic.publish', () => topic.publish(event)) } }),
  };
}

type Answer = SendResult | CaseResult;

const caller =
  (trace: Trace, parent: string) =>
  async <Result extends Answer>(
    name: string,
    ask: () => Promise<Result>,
    alsoWell: readonly Answer['kind'][] = [],
  ): Promise<Result> => {
    const span = trace.begin({ name, kind: 'call', parent });
    const result = await ask();
    const well = ['accepted', 'done', ...alsoWell].includes(result.kind);
    span.end({ attributes: { 'tocsin.result': result.kind }, ...(!well && { failed: result.kind }) });
    return result;
  };

/** A line that names another trace is about an alarm that this work is not a part of: it keeps its own. */
function logWithin(log: Log, traceparent: string): Log {
  const [, traceId, spanId] = traceparent.split('-');
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
      log[level](event, (fields.traceId ?? traceId) === traceId ? { ...fields, traceId, spanId } : fields);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
