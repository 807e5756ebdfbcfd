import type { StorageQueueDurableClientHandler } from 'durable-functions';
import type { Ports } from '../../engine/ports.ts';
import { listDevices } from '../store/devices.ts';
import { readJudged, writeJudged } from '../store/judged.ts';
import { driverVia } from './driver.ts';
import type { Reactor } from './react.ts';

/** Longest back-off of a deadline that could not be evaluated, ms. */
const longestPauseMs = 60_000;
/** Tries to put it there again before it is left to the trigger: twice there does nothing twice. */
const putBackTries = 5;

/**
 * A due time has come without a reading. A queue trigger gives a message five attempts at once and then gives up on it, so a
 * failure puts a new message there with a back-off instead of throwing: a deadline is never lost to a store that is out of reach.
 */
export const deadlines =
  (ports: Ports, reactor: Reactor): StorageQueueDurableClientHandler =>
  async (message, client) => {
    const deadline = readDeadline(message);
    if (!deadline) return ports.log.error('deadlines.unreadable', { message });
    const { device, id, attempt } = deadline;
    try {
      await reactor.toDeadline(driverVia(client), device, id);
    } catch (error) {
      const pauseMs = Math.min(1_000 * 2 ** attempt, longestPauseMs);
      ports.log.warn('deadlines.put-back', { device, attempt, pauseMs, error: String(error) });
      await putBack(ports, JSON.stringify({ device, id, attempt: attempt + 1 }), ports.clock.now() + pauseMs);
    }
  };

/** A store that fails half of what it is asked would else use up the trigger's attempts, and the deadline of a silent device be lost. */
async function putBack(ports: Ports, text: string, at: number, tries = putBackTries): Promise<void> {
  try {
    await ports.queues.send('deadlines', text, at);
  } catch (error) {
    if (tries <= 1) throw error;
    await putBack(ports, text, at, tries - 1);
  }
}

function readDeadline(message: unknown): { device: string; id: number | 'any'; attempt: number } | undefined {
  const { device, id, attempt = 0 } = (message ?? {}) as Record<string, unknown>;
  const fits = typeof device === 'string' && (typeof id === 'number' || id === 'any') && typeof attempt === 'number';
  return fits ? { device, id, attempt } : undefined;
}

/** After a change of the rules: every device is judged anew, also those that are silent and have nothing due. */
export async function judgeAll(ports: Ports): Promise<void> {
  let continuation: string | undefined;
  do {
    const page = await listDevices(ports.tables, { top: 1000, ...(continuation !== undefined && { continuation }) });
    for (const device of page.ids) await ports.queues.send('deadlines', JSON.stringify({ device, id: 'any' }), ports.clock.now());
    continuation = page.continuation;
  } while (continuation !== undefined);
}

/** Several instances may start at once with new rules: then devices are judged more than once, which changes nothing. */
export async function judgeIfChanged(ports: Ports, fingerprint: string): Promise<void> {
  if ((await readJudged(ports.tables)) === fingerprint) return;
  await judgeAll(ports);
  await writeJudged(ports.tables, fingerprint, ports.clock.now());
}
