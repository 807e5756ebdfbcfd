/** The doors for what devices send and what the hub says of them. Thin: decode, hand on, count what leaves no other trace. */
import type { EventGridDurableClientHandler } from 'durable-functions';
import type { Decoded, DeviceEvent } from '../../engine/events/event.ts';
import type { Ports } from '../../engine/ports.ts';
import { count, type Door } from '../store/counts.ts';
import { park } from '../store/parked.ts';
import { driverVia } from './driver.ts';
import type { Receive } from './receive.ts';

/**
 * One event in, one reaction out. What cannot be understood is parked and counts as done; a failure of ours is thrown,
 * so that Event Grid sends the event again.
 */
export const deviceDoor =
  (ports: Ports, receive: Receive, door: Door, decode: (raw: unknown) => Decoded<DeviceEvent>): EventGridDurableClientHandler =>
  async (raw, client) => {
    const decoded = decode(raw);
    if (decoded.ok) await receive(decoded.event, driverVia(client));
    else if (decoded.kind === 'bad') await park(ports, door, raw, decoded);
    else await count(ports.tables, door, 'filtered');
  };
