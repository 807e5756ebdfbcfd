/** A world for hooks: an Azure CLI and an app that answer as they are told to. */
import type { Answered, World } from '../../bicep/hooks/world.ts';

/** Outputs of main.bicep that hooks read. */
export const outputs = {
  AZURE_RESOURCE_GROUP: 'rg-1',
  TOCSIN_ENVIRONMENT: 'dev',
  TOCSIN_LOCATION: 'northeurope',
  TOCSIN_TELEMETRY_ROUTE: 'eventGrid',
  TOCSIN_APP: 'func-1',
  TOCSIN_APP_URL: 'https://func-1.azurewebsites.net',
  TOCSIN_HUB: 'iot-1',
};

export const well = JSON.stringify({
  status: 'ok',
  rules: { loaded: 9, problems: [] },
  channels: { email: true, sms: false, crm: false, events: true },
});

export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

type Answer = readonly [status: number, text: string];

/** Each list is answered from its beginning; its last entry again and again. Commands print `key-1`. */
export function played(
  codes: readonly number[],
  answers: readonly Answer[],
  env: World['env'] = outputs,
  postAnswers: readonly Answer[] = [],
) {
  const said: string[] = [];
  const commands: string[] = [];
  const posted: Posted[] = [];
  let [runs, gets, waitedMs] = [0, 0, 0];
  const world: World = {
    env,
    run: async (command, args) => {
      commands.push([command, ...args].join(' '));
      const code = nth(codes, runs++) ?? 0;
      return { code, out: code === 0 ? 'key-1\n' : '', errors: code === 0 ? '' : 'Destination endpoint not found' };
    },
    get: async () => answerOf(nth(answers, gets++)),
    post: async (url, headers, body) => {
      posted.push({ url, headers, body: body as Posted['body'] });
      return answerOf(nth(postAnswers, posted.length - 1));
    },
    now: () => new Date('2026-03-03T03:15:00Z'),
    wait: async ms => {
      waitedMs += ms;
    },
    say: line => void said.push(line),
  };
  return { world, said, commands, posted, waited: () => waitedMs };
}

const nth = <Item>(list: readonly Item[], n: number): Item | undefined => list[Math.min(n, list.length - 1)];

const answerOf = ([status, text]: Answer = [0, '']): Answered => ({ status, text });
