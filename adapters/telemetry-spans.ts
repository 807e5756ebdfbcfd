/** The trace port on an OpenTelemetry tracer. Everything is said explicitly: no context is active, nothing is patched. */
import { performance } from 'node:perf_hooks';
import { type Link, ROOT_CONTEXT, type SpanContext, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { Span, Trace } from '../engine/ports.ts';

const kinds = { door: SpanKind.SERVER, call: SpanKind.CLIENT };

/** `quietShare`: of the spans that end quiet, so many of a hundred are told, at even distances. */
export function traceVia(tracer: Tracer, quietShare = 1): Trace {
  const now = steadyNow();
  const isTold = everySoOften(quietShare);
  return {
    begin({ name, kind, parent, links = [], attributes = {}, since }): Span {
      const startTime = since ?? now();
      const options = {
        kind: kind ? kinds[kind] : SpanKind.INTERNAL,
        root: parent === undefined,
        attributes,
        links: links.map(linkOf),
        startTime,
      };
      const span = tracer.startSpan(name, options, parent === undefined ? ROOT_CONTEXT : contextOf(parent));
      return {
        traceparent: traceparentOf(span.spanContext()),
        end({ failed, quiet, attributes: more, links: later = [] } = {}) {
          if (quiet && !isTold()) return;
          if (more) span.setAttributes(more);
          if (later.length > 0) span.addLinks(later.map(linkOf));
          if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failed });
          span.end(Math.max(now(), startTime));
        },
      };
    },
  };
}

/** Milliseconds of the day with fractions, that do not jump while a span runs and still follow the clock when it is put right. */
function steadyNow(): () => number {
  let ahead = Date.now() - performance.now();
  return () => {
    const steady = performance.now() + ahead;
    const wall = Date.now();
    if (Math.abs(steady - wall) < 20) return steady;
    ahead = wall - performance.now();
    return wall;
  };
}

function everySoOften(share: number): () => boolean {
  let owed = 0;
  return () => {
    owed += share;
    if (owed < 1) return false;
    owed -= 1;
    return true;
  };
}

const flagsOf = (flags: number): string => flags.toString(16).padStart(2, '0');

const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string => `00-${traceId}-${spanId}-${flagsOf(traceFlags)}`;

function spanContextOf(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** The context of a span that is known by its ids alone. */
export const contextOf = (traceparent: string) => trace.setSpanContext(ROOT_CONTEXT, spanContextOf(traceparent));

const linkOf = (traceparent: string): Link => ({ context: spanContextOf(traceparent) });
