import { driverId } from '../../engine/alarms/occurrence.ts';
import type { Driver, Ports } from '../../engine/ports.ts';
import type { Activities } from '../../orchestrations/activities.ts';
import { changeAlarm } from '../store/alarms.ts';

/** Hands a long life to the next generation of its driver. News goes to the generation of the row from then on. */
export const relay =
  (ports: Ports, driver: Driver) =>
  async ({ alarmId, instanceId, traceparent }: Activities['relay']['in']): Promise<{ outcome: string }> => {
    // Done twice (the first answer was lost), this finds the row moved on already and starts what is there already.
    const alarm = await changeAlarm(ports.tables, alarmId, row =>
      driverId(alarmId, row.generation) === instanceId ? { value: { ...row, generation: row.generation + 1 } } : undefined,
    );
    if (alarm) await driver.start({ ...alarm, traceparent: traceparent ?? alarm.traceparent });
    return { outcome: `goes on as generation ${alarm?.generation ?? 0}` };
  };
