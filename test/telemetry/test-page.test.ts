/** A test page, seen from outside: a trace of its own, and nothing in it that names or reaches a person. */
import { expect, test } from 'vitest';
import { visiting } from '../doors/visit.ts';
import { startWatching, watchedBy } from './watched.ts';

test('its calls and lines belong to it', async () => {
  const watching = await startWatching();
  await visiting({ wrap: watchedBy(watching.telemetry) }, async ({ api, plant }) => {
    plant.provider('email').fails({ status: 403 });
    expect((await api('POST', '/api/people/lena.vik/test-page', { key: 'a' })).status).toBe(200);
  });
  await watching.close();
  const { spans, records } = watching.collector;
  const page = spans.find(({ name }) => name === 'test-page');
  expect(page).toMatchObject({ kind: 2, links: [], attributes: { 'tocsin.state': 'reached' } });
  expect(page).not.toHaveProperty('parentSpanId');
  const below = spans.filter(({ parentSpanId }) => parentSpanId === page?.spanId);
  expect(below.map(({ name, attributes }) => `${name} ${attributes['tocsin.result']}`).sort()).toEqual([
    'email.send refused',
    'sms.send accepted',
  ]);
  expect(spans).toHaveLength(3);
  expect(records.map(({ body, spanId }) => `${body} ${spanId === page?.spanId}`).sort()).toEqual([
    'page.accepted true',
    'page.failed true',
  ]);
  expect(JSON.stringify(spans.map(({ attributes, failed }) => [attributes, failed]))).not.toMatch(/lena|\+47|@/i);
});
