import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../local/host/server.ts';
import type { Endpoint } from '../../local/host/types.ts';

const open: RunningServer[] = [];
const serve = async (...endpoints: Endpoint[]) => {
  const server = await startServer({ port: 0, endpoints });
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(server => server.close()));
});

const echo: Endpoint = async ({ method, url, headers, body }) => ({
  status: 200,
  headers: { 'x-seen': String(headers['x-mine']) },
  body: `${method} ${url} ${Buffer.from(body).toString()}`,
});

/** What a raw client gets until the server ends the connection. */
const raw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', chunk => (got += chunk.toString()));
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });

test('a request comes through as it was sent, and the first endpoint that answers wins', async () => {
  const { url } = await serve(
    async () => undefined,
    echo,
    async () => ({ status: 500 }),
  );
  const answer = await fetch(`${url}/a%20b?c=d`, { method: 'PUT', body: 'hello', headers: { 'X-Mine': 'yes' } });
  expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([200, 'yes', 'PUT /a%20b?c=d hello']);
});

test('HEAD is answered without a body, but with its length', async () => {
  const { url } = await serve(echo);
  const answer = await fetch(`${url}/`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '7', '']);
});

test.each([
  { name: 'nobody answers', endpoint: async () => undefined, status: 404 },
  { name: 'an endpoint throws', endpoint: () => Promise.reject(new Error('secret')), status: 500 },
  {
    name: 'a header cannot be sent',
    endpoint: async () => ({ status: 200, headers: { 'x-bad': 'a\nb' }, body: 'x' }),
    status: 500,
  },
  { name: 'there is no content', endpoint: async () => ({ status: 204 }), status: 204 },
])('when $name: $status with an empty body', async ({ endpoint, status }) => {
  const { url } = await serve(endpoint);
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([status, '']);
});

test('2 MB come in, more does not, and the server goes on', async () => {
  const { url } = await serve(async ({ body }) => ({ status: 200, body: String(body.length) }));
  expect(await (await fetch(url, { method: 'POST', body: 'x'.repeat(2_000_000) })).text()).toBe('2000000');
  expect((await fetch(url, { method: 'POST', body: 'x'.repeat(2_000_001) })).status).toBe(413);
  expect((await fetch(url)).status).toBe(200);
});

test.each([
  { name: 'no HTTP', text: 'hello\r\n\r\n' },
  { name: 'no path', text: 'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n' },
  { name: 'another server’s URL', text: 'GET ftp://x/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n' },
  { name: 'a bad header', text: 'GET / HTTP/1.1\r\nho st: x\r\n\r\n' },
  { name: 'a body of a lying length', text: 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n' },
])('$name is a 400, and the server goes on', async ({ text }) => {
  const { port, url } = await serve(echo);
  expect(await raw(port, text)).toMatch(/^HTTP\/1.1 400 /);
  expect((await fetch(url)).status).toBe(200);
});

test('a whole URL on the request line is taken for its path', async () => {
  const { port } = await serve(echo);
  expect(await raw(port, 'GET http://x/y?z HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/GET \/y\?z $/);
});

test('a port that is taken is a clear error', async () => {
  const { port } = await serve(echo);
  const again = startServer({ port, endpoints: [] });
  await expect(again).rejects.toMatchObject({ code: 'port/taken', message: expect.stringMatching(`Port ${port} is taken`) });
});

test('close lets a running request finish and ends connections that are kept alive', async () => {
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const server = await startServer({
    port: 0,
    endpoints: [
      async () => {
        started.resolve();
        await end.promise;
        return { status: 200, body: 'finished' };
      },
    ],
  });
  const kept = raw(server.port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await started.promise;
  const closed = server.close();
  end.resolve();
  expect(await kept).toMatch(/finished$/);
  await closed;
  await expect(fetch(server.url)).rejects.toThrow();
});
