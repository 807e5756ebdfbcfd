/** A running house, visited over HTTP as strangers, devices and people do. */
import { request as plainRequest } from 'node:http';
import { type Plant, type ScenarioOptions, scenario } from '../../local/scenario.ts';
import { byPhoneOnly, doorRule, notifies, samplePeople } from '../nights/night.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Visit {
  readonly plant: Plant;
  /** One request on its own connection; nothing is added to it but its length. Then everything that it brought about has happened. */
  ask(method: string, path: string, headers?: Readonly<Record<string, string>>, body?: string | Uint8Array): Promise<Answered>;
  /** A delivery of Event Grid: JSON text or bytes. */
  deliver(door: string, body: string | Uint8Array): Promise<Answered>;
  /** A call to the API; a body goes as JSON. */
  api(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: Fields }>;
}

// biome-ignore lint/suspicious/noExplicitAny: what an API answers is looked at by the tests
export type Fields = Readonly<Record<string, any>>;

/** A door that is opened is an alarm at once, and Lena gets an SMS at once. */
export const doorByPhone = [notifies(doorRule, 'by-phone'), byPhoneOnly];

export async function visiting(options: Partial<ScenarioOptions>, go: (visit: Visit) => Promise<void>): Promise<void> {
  const plant = await scenario({ rules: doorByPhone, people: samplePeople(), ...options });
  const { port } = plant.house.server;
  const ask: Visit['ask'] = async (method, path, headers = {}, body = '') => {
    const answered = await send(port, method, path, headers, body);
    await plant.wait('0s');
    return answered;
  };
  try {
    await go({
      ...{ plant, ask },
      deliver: (door, body) =>
        ask('POST', `/runtime/webhooks/eventgrid?functionName=${door}`, { 'aeg-event-type': 'Notification' }, body),
      api: async (method, path, body) => {
        const text = body === undefined ? '' : JSON.stringify(body);
        const answered = await ask(method, path, text === '' ? {} : { 'content-type': 'application/json' }, text);
        return { status: answered.status, body: answered.text === '' ? {} : JSON.parse(answered.text) };
      },
    });
  } finally {
    await plant.close();
  }
}

export function send(
  port: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const all = { ...headers, ...(bytes.length > 0 && { 'content-length': String(bytes.length) }) };
    const request = plainRequest({ host: '127.0.0.1', port, method, path, headers: all, agent: false }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(bytes);
  });
}

/** The first alarm of the door rule on this device, and what Lena's phone needs to answer it. */
export async function pagedLena({ plant }: Visit, device = 'door-1') {
  await plant.device(device, { deviceType: 'door', name: 'Back door', site: 'oslo' }).reports('door', 'open').once();
  const { text } = plant.phone('lena').hasReceived(/MAJOR/);
  const path = new URL(/https?:\/\/\S+\/a\/[0-9a-z]{26}/.exec(text)?.[0] ?? '').pathname;
  const code = /reply ([2-9A-Z]{4})/.exec(text)?.[1] ?? '';
  const alarm = await plant.alarm('door-open', device);
  return { id: String(alarm.id), path, token: path.slice(3), code };
}

/** What a browser posts from the page behind the link. */
export async function postForm(
  visit: Visit,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const shown = await visit.ask('GET', path);
  const t = / name="t" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
  const form = new URLSearchParams({ t, answer: 'have-it', ...fields });
  return visit.ask('POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, form.toString());
}

/** What became of everything delivered, as the health page says. */
export interface Counted {
  readonly applied: number;
  readonly late: number;
  readonly duplicate: number;
  readonly filtered: number;
  readonly parked: number;
}

export async function counted({ api }: Visit): Promise<Counted> {
  return (await api('GET', '/health')).body.events;
}

export const sum = (counts: Counted) => counts.applied + counts.late + counts.duplicate + counts.filtered + counts.parked;
