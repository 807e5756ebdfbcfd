import { describe, expect, test } from 'vitest';
import { decodeDeviceEvent } from '../../engine/events/decode-device-event.ts';
import { decodeMessageEvent } from '../../engine/events/decode-message-event.ts';
import { decodeTelemetry } from '../../engine/events/decode-telemetry.ts';
import { jsonText } from '../../engine/events/json-text.ts';
import { malformed } from './malformed.ts';

const doors = { telemetry: decodeTelemetry, 'device-events': decodeDeviceEvent, 'message-events': decodeMessageEvent };

describe('a malformed event is parked with its code, a place and a sentence', () => {
  test.each(malformed)('$door: $name', ({ door, event, code }) => {
    const decoded = doors[door](event);
    expect(decoded).toMatchObject({ ok: false, kind: 'bad', code });
    if (decoded.ok || decoded.kind !== 'bad') return;
    expect(decoded.at).toMatch(/^\$/);
    expect(decoded.why).toMatch(/^[A-Z0-9].*\.$/s);
    expect(decoded.why.length).toBeLessThan(300);
  });

  test.each(malformed)('over the wire all the same: $name', ({ door, event, code }) => {
    expect(doors[door](JSON.parse(jsonText(event, 10_000_000)))).toMatchObject({ code });
  });

  test('their names tell them apart', () => {
    expect(new Set(malformed.map(({ door, name }) => `${door} ${name}`)).size).toBe(malformed.length);
    expect(malformed.length).toBeGreaterThanOrEqual(30);
  });
});
