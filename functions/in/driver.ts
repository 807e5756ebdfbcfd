import type { InvocationContext } from '@azure/functions';
import df, { type DurableClient } from 'durable-functions';
import { driverId } from '../../engine/alarms/occurrence.ts';
import type { Driven, Driver } from '../../engine/ports.ts';

const alive = new Set(['Running', 'Pending', 'Suspended', 'ContinuedAsNew']);

/** The driver of an alarm through the durable client: a start that finds it there has succeeded, news to none starts it. */
export function driverVia(client: DurableClient): Driver {
  const start = async ({ id, generation, traceparent }: Driven) => {
    const instanceId = driverId(id, generation);
    try {
      await client.startNew('escalate-alarm', { instanceId, input: { alarmId: id, traceparent } });
      return true;
    } catch (error) {
      // The refusal of a running instance is a plain 500: only its status tells it from a failure.
      const status = await client.getStatus(instanceId).catch(() => undefined);
      if (!status || !alive.has(String(status.runtimeStatus))) throw error;
      return false;
    }
  };
  return {
    start,
    async news(alarm) {
      const instanceId = driverId(alarm.id, alarm.generation);
      try {
        await client.raiseEvent(instanceId, 'news', {});
      } catch (error) {
        const status = await client.getStatus(instanceId).catch(() => undefined);
        if (status) throw error;
        await start(alarm);
      }
    },
  };
}

/** The driver port of an activity that was bound with a durable client among its inputs. */
export const driverOf = (context: InvocationContext): Driver => driverVia(df.getClient(context));
