import type { DeviceEvent } from '../events/event.ts';
import type { DeviceState } from './device-state.ts';
import { genesisOf } from './history.ts';

/** A device is known from its first event on, whatever that is. `old`: the device of that name that was deleted. */
export function newDevice({ device, hub, at }: Pick<DeviceEvent, 'device' | 'hub' | 'at'>, old?: DeviceState): DeviceState {
  const facts = old?.facts ?? { id: device, hub, name: device, tags: {} };
  return {
    v: 2,
    facts,
    knownSince: at,
    keptAt: at,
    signals: {},
    samples: {},
    recent: old?.recent ?? [],
    counters: old?.counters ?? { applied: 0, late: 0, duplicate: 0, stale: 0 },
    rules: {},
    told: {},
    ...(old?.deletedAt === undefined ? {} : { notBefore: old.deletedAt }),
    history: { snapshots: [genesisOf({ facts, knownSince: at })], log: [], tags: [] },
  };
}
