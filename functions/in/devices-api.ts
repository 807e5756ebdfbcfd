/** `api/devices`: what is known of every device, also of those that no rule applies to. */
import type { HttpHandler } from '@azure/functions';
import type { Ports } from '../../engine/ports.ts';
import { latestValues, openAlarms } from '../../engine/rules/device-state.ts';
import { type DeviceRow, listDevices, readDevice } from '../store/devices.ts';
import { isRefused, notFound, ok, readPaging } from './json.ts';

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

export const listDevicesDoor =
  (ports: Ports): HttpHandler =>
  async request => {
    const paging = readPaging(request);
    if (isRefused(paging)) return paging;
    const { ids, continuation } = await listDevices(ports.tables, paging);
    const rows = await Promise.all(ids.map(id => readDevice(ports.tables, id)));
    return ok({ items: rows.flatMap(stored => (stored ? [viewOf(ports, stored.row)] : [])), continuation: continuation ?? null });
  };

export const getDevice =
  (ports: Ports): HttpHandler =>
  async ({ params: { id = '' } }) => {
    const stored = await readDevice(ports.tables, id);
    return stored ? ok(viewOf(ports, stored.row)) : notFound('device', id);
  };

function viewOf(ports: Ports, { state, deadline }: DeviceRow) {
  const { facts, counters } = state;
  const open = openAlarms(state).map(({ ruleId: rule, alarmId: alarm, severity }) => ({ rule, alarm, severity }));
  return {
    id: facts.id,
    name: facts.name,
    type: facts.type ?? null,
    hub: facts.hub,
    tags: facts.tags,
    knownSince: iso(state.knownSince),
    lastReadingAt: iso(state.newestAt),
    lastArrivalAt: iso(state.arrivedAt),
    deletedAt: iso(state.deletedAt),
    connection: state.connection ? (state.connection.connected ? 'connected' : 'disconnected') : null,
    signals: latestValues(state),
    rules:
      state.deletedAt === undefined
        ? ports.rules
            .current()
            .rulesFor(facts)
            .map(({ id }) => id)
        : [],
    alarms: open,
    lateReadings: (state.late ?? []).map(({ at, arrivedAt, ...late }) => ({ at: iso(at), arrivedAt: iso(arrivedAt), ...late })),
    nextDueAt: iso(deadline?.at),
    counters,
  };
}
