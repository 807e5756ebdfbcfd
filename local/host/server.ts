/** The HTTP server of the local host: the first endpoint that answers wins. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Endpoint, PlainRequest, PlainResponse } from './types.ts';

const bodyBytesMax = 2_000_000;
/** How long `close` waits for answers that are being made. Machine time. */
const graceMs = 3_000;

export interface ServerOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly endpoints: readonly Endpoint[];
  /** Default `127.0.0.1`: nobody but this machine. */
  readonly host?: string;
  /** Hears of each endpoint that threw; its caller gets an empty 500. */
  readonly onError?: (error: unknown) => void;
}
export interface RunningServer {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  /** Takes no new request, lets running ones finish for a while, then ends every connection. */
  close(): Promise<void>;
}

/** Rejects with `code` `port/taken` when another program listens there. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port, endpoints, host = '127.0.0.1', onError = () => {} } = options;
  const server = createServer((request, response) => {
    serve(request, response, endpoints).catch(error => {
      onError(error);
      fail(response);
    });
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  const fresh = freshSockets(server);
  server.keepAliveTimeout = 60_000; // longer than the pauses of the durable client, which would write into a closing connection
  await listen(server, port, host);
  server.on('error', onError);
  const bound = (server.address() as AddressInfo).port;
  return { port: bound, url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => close(server, fresh) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? taken(port, error) : error));
    server.listen(port, host, resolve);
  });
}

const taken = (port: number, cause: Error): Error =>
  Object.assign(new Error(`Port ${port} is taken by another program. Choose another one with --port.`, { cause }), {
    code: 'port/taken',
  });

async function serve(request: IncomingMessage, response: ServerResponse, endpoints: readonly Endpoint[]): Promise<void> {
  request.on('error', () => {}); // a caller that hangs up is no event
  response.on('error', () => {});
  const url = pathOf(request.url ?? '');
  if (url === undefined) return send(response, { status: 400 });
  const body = await readBody(request);
  if (body === 'gone') return;
  if (body === 'too large') return send(response, { status: 413, headers: { connection: 'close' } });
  send(response, await firstAnswer(endpoints, { method: request.method ?? 'GET', url, headers: plainHeaders(request), body }));
}

async function firstAnswer(endpoints: readonly Endpoint[], request: PlainRequest): Promise<PlainResponse> {
  for (const endpoint of endpoints) {
    const answer = await endpoint(request);
    if (answer !== undefined) return answer;
  }
  return { status: 404 };
}

/** A request line may also hold a whole URL (from a proxy) or `*`. */
function pathOf(target: string): string | undefined {
  if (target.startsWith('/')) return target;
  const url = URL.canParse(target) ? new URL(target) : undefined;
  return url?.protocol === 'http:' ? url.pathname + url.search : undefined;
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));

function readBody(request: IncomingMessage): Promise<Uint8Array | 'too large' | 'gone'> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= bodyBytesMax) return void chunks.push(chunk);
      chunks.length = 0; // read on without keeping it, so that the caller hears the answer
      resolve('too large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => resolve('gone'));
  });
}

function send(response: ServerResponse, { status, headers, body = '' }: PlainResponse): void {
  if (status === 0) return void response.destroy();
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const bodyless = status === 204 || status === 304 || status < 200;
  response.writeHead(status, { ...headers, ...(bodyless ? {} : { 'content-length': bytes.length }) });
  response.end(bodyless ? undefined : bytes); // to a HEAD, Node itself sends no body
}

function fail(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  send(response, { status: 500 });
}

/** Connections that were opened ahead and never asked anything: browsers and `fetch` do so, and Node does not count them as idle. */
function freshSockets(server: Server): ReadonlySet<Socket> {
  const fresh = new Set<Socket>();
  server.on('connection', socket => {
    fresh.add(socket);
    socket.once('close', () => fresh.delete(socket));
  });
  server.on('request', request => fresh.delete(request.socket));
  return fresh;
}

async function close(server: Server, fresh: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  for (const socket of fresh) socket.destroy();
  const idle = setInterval(() => server.closeIdleConnections(), 20); // a connection kept alive is idle once its answer is out
  const all = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(all);
}
