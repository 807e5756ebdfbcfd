/**
 * Sends somebody who is entered in the people store a test page, by the deployed app:
 *   node start.mjs run bicep/hooks/test-page.ts PERSON [KEY]
 * With the key of an earlier one: how far that one has come. Wants the outputs of main.bicep in the environment, and the right to read the app's function keys.
 */
import { parsed, thisWorld, type World } from './world.ts';

const attempts = 4;
const pauseMs = 30_000;

interface Said {
  readonly outcome?: string;
  readonly error?: { readonly code?: string; readonly says?: string; readonly fix?: string };
  readonly channels?: readonly {
    readonly channel?: string;
    readonly state?: string;
    readonly why?: string;
    readonly fix?: string;
  }[];
}

/** Whether a provider has it. Whatever came of it is said, with what to do next. */
export async function testPage(world: World, person: string, key = newKey(world)): Promise<boolean> {
  const functionKey = await functionKeyOf(world);
  if (functionKey === undefined) return false;
  const url = `${world.env.TOCSIN_APP_URL}/api/people/${encodeURIComponent(person)}/test-page`;
  // One key for all attempts: whatever became of the one before, nothing is sent twice.
  for (let attempt = 1; ; attempt++) {
    const { status, text } = await world.post(url, { 'x-functions-key': functionKey }, { key });
    const said = parsed<Said>(text);
    const settled = said !== undefined && status !== 202 && status !== 503;
    if (settled || attempt === attempts) return tell(world, { person, key }, status, said);
    await world.wait(pauseMs);
  }
}

const newKey = ({ now }: World): string => `deployed-${now().toISOString().replace(/\W/g, '').slice(0, 15)}`;

async function functionKeyOf({ env, run, say }: World): Promise<string | undefined> {
  const missing = ['AZURE_RESOURCE_GROUP', 'TOCSIN_APP', 'TOCSIN_APP_URL'].filter(name => !env[name]);
  if (missing.length > 0) {
    say(`No test page: ${missing.join(', ')} missing. They are outputs of bicep/main.bicep.`);
    return undefined;
  }
  const { AZURE_RESOURCE_GROUP: group = '', TOCSIN_APP: app = '', AZURE_SUBSCRIPTION_ID: subscription } = env;
  const which = ['--resource-group', group, '--name', app, ...(subscription ? ['--subscription', subscription] : [])];
  const query = ['--query', 'functionKeys.default', '--output', 'tsv'];
  const { code, out, errors } = await run('az', ['functionapp', 'keys', 'list', ...which, ...query]);
  if (code === 0 && out.trim() !== '') return out.trim();
  say(`No test page, as there is no function key to be had: ${errors.trim() || 'the app has none yet'}`);
  return undefined;
}

function tell({ say }: World, { person, key }: Named, status: number, said: Said | undefined): boolean {
  const { error, channels = [] } = said ?? {};
  if (status === 200) say(`A test page went to ${person}:`);
  else if (status === 202) say(`The test page to ${person} is on its way. How far it has come: ${command(person, key)}`);
  else if (error?.code === 'person/unknown') say(onceEntered(`${person} is not entered yet.`, person));
  else say(`No test page reached ${person}: ${error?.says ?? answered(status)} To try again: ${command(person)}`);
  for (const { channel, state, why, fix } of channels)
    say(`  ${channel}: ${state}${why === undefined ? '' : `, ${why}`}${fix === undefined ? '' : `. ${fix}`}`);
  if (status === 200 && channels.some(({ state }) => state === 'accepted')) say(`  Whether it arrived: ${command(person, key)}`);
  return status === 200;
}

interface Named {
  readonly person: string;
  readonly key: string;
}

const answered = (status: number): string => `the app answers ${status === 0 ? 'nothing' : status}.`;

const command = (...named: readonly string[]): string => `node start.mjs run bicep/hooks/test-page.ts ${named.join(' ')}`;

/** What is missing, and how to have the page later. */
export const onceEntered = (what: string, person = 'PERSON'): string =>
  `${what} Once people are entered (docs/deploy.md, step 6): ${command(person)}`;

if (import.meta.main) {
  const [person, key] = process.argv.slice(2);
  if (person === undefined) console.error('node start.mjs run bicep/hooks/test-page.ts PERSON [KEY]');
  process.exitCode = person !== undefined && (await testPage(thisWorld, person, key)) ? 0 : 1;
}
