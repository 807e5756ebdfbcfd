/**
 * What is to be done once the code is there: the Event Grid subscriptions, a look at /health, a test page to whoever deploys,
 * and how to send a first reading. azd runs it after each deployment; by hand it wants the outputs of main.bicep in its environment.
 */
import { onceEntered, testPage } from './test-page.ts';
import { parsed, thisWorld, type World } from './world.ts';

interface Deployed {
  readonly environment: string;
  readonly location: string;
  readonly route: string;
  readonly appUrl: string;
  readonly hub: string;
  readonly subscription: string | undefined;
}

/** 0 when everything is well, else 1: azd then says that the deployment failed. */
export async function afterDeploy(world: World): Promise<number> {
  const deployed = readOutputs(world);
  if (!deployed) return 1;
  if (!(await subscribe(world, deployed))) return 1;
  if (!(await lookAtHealth(world, deployed.appUrl))) return 1;
  await pageDeployer(world);
  for (const line of firstReading(deployed.hub)) world.say(line);
  return 0;
}

const outputs = ['TOCSIN_ENVIRONMENT', 'TOCSIN_LOCATION', 'TOCSIN_TELEMETRY_ROUTE', 'TOCSIN_APP_URL', 'TOCSIN_HUB'] as const;

function readOutputs({ env, say }: World): Deployed | undefined {
  const missing = outputs.filter(name => !env[name]);
  if (missing.length > 0) {
    say(`Missing: ${missing.join(', ')}. They are outputs of bicep/main.bicep: azd sets them; docs/deploy.md has the other way.`);
    return undefined;
  }
  const [environment = '', location = '', route = '', appUrl = '', hub = ''] = outputs.map(name => env[name]);
  return { environment, location, route, appUrl, hub, subscription: env.AZURE_SUBSCRIPTION_ID || undefined };
}

const attempts = 6;
const pauseMs = 30_000;

/** Repeated, as functions take a moment to be found and roles minutes to arrive. */
async function subscribe(world: World, deployed: Deployed): Promise<boolean> {
  const args = subscriptionsCommand(deployed);
  for (let attempt = 1; ; attempt++) {
    world.say(`Event Grid subscriptions, attempt ${attempt} of ${attempts}`);
    const { code, errors } = await world.run('az', args);
    if (code === 0) return true;
    if (attempt === attempts) {
      world.say(errors.trim());
      world.say(`No events reach the app. Once the cause is mended: az ${args.join(' ')}`);
      return false;
    }
    await world.wait(pauseMs);
  }
}

const subscriptionsCommand = ({ environment, location, route, subscription }: Deployed): readonly string[] => [
  ...['deployment', 'sub', 'create', '--name', `tocsin-${environment}-subscriptions`, '--location', location],
  ...['--template-file', 'bicep/subscriptions.bicep', '--parameters', `environmentName=${environment}`],
  ...[`location=${location}`, `telemetryRoute=${route}`, '--output', 'none', '--only-show-errors'],
  ...(subscription ? ['--subscription', subscription] : []),
];

interface Health {
  readonly status?: string;
  readonly rules?: {
    readonly loaded?: number;
    readonly problems?: readonly { readonly path?: string; readonly says?: string }[];
  };
  readonly channels?: Readonly<Record<string, boolean>>;
}

async function lookAtHealth(world: World, appUrl: string): Promise<boolean> {
  const url = `${appUrl}/health`;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { status, text } = await world.get(url);
    if (status === 200) return tellHealth(world, url, parsed<Health>(text));
    world.say(`${url} answers ${status === 0 ? 'nothing' : status}, attempt ${attempt} of ${attempts}`);
    if (attempt < attempts) await world.wait(pauseMs);
  }
  world.say('The app does not run. Its log: docs/deploy.md, "When it does not come up".');
  return false;
}

function tellHealth({ say }: World, url: string, health: Health | undefined): boolean {
  if (!health) {
    say(`${url} does not answer as Tocsin does.`);
    return false;
  }
  const channels = Object.entries(health.channels ?? {});
  const named = (there: boolean) => channels.flatMap(([name, is]) => (is === there ? [name] : [])).join(', ') || 'none';
  say(`${url}: ${health.status ?? 'unknown'}, ${health.rules?.loaded ?? 0} rules`);
  for (const { path, says } of health.rules?.problems ?? []) say(`  ${path ?? 'rules'}: ${says ?? 'has a mistake'}`);
  say(`Channels that are there: ${named(true)}. Not there yet: ${named(false)}.`);
  return true;
}

/** To `TOCSIN_DEPLOYER`, a person of the people store. Everything is deployed whatever comes of it, so nothing fails by it. */
async function pageDeployer(world: World): Promise<void> {
  const person = world.env.TOCSIN_DEPLOYER;
  if (person) await testPage(world, person);
  else world.say(onceEntered('No test page: TOCSIN_DEPLOYER names nobody.'));
}

/** A leak sensor that is wet: its rule waits ten seconds, its policy a minute, then whoever is on duty is told. */
const firstReading = (hub: string): readonly string[] => [
  '',
  'A first page, as docs/deploy.md tells it (once people are entered):',
  `  az iot hub device-identity create --auth-type login --hub-name ${hub} --device-id leak-1`,
  `  az iot hub device-twin update --auth-type login --hub-name ${hub} --device-id leak-1 --tags '{"deviceType":"leak-sensor","name":"Leak sensor 1","place":"basement"}'`,
  `  key=$(az iot hub device-identity show --auth-type login --hub-name ${hub} --device-id leak-1 --query authentication.symmetricKey.primaryKey --output tsv)`,
  `  az iot device send-d2c-message --hub-name ${hub} --device-id leak-1 --key "$key" --props '$.ct=application/json;$.ce=utf-8' --data '{"leak":true}'`,
];

if (import.meta.main) process.exitCode = await afterDeploy(thisWorld);
