/** Prints, as JSON, what is loaded of OpenTelemetry when nobody watches. */
import { registerHooks } from 'node:module';

const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
const { openTelemetry } = await import('../../adapters/telemetry.ts');
await openTelemetry({ version: '0' });
process.stdout.write(JSON.stringify(loaded.filter(url => /opentelemetry|telemetry-/.test(url))));
