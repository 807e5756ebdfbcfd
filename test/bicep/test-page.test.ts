/** The test page of a deployment: what the hook asks of the app, and what it says of each answer. */
import { expect, test } from 'vitest';
import { afterDeploy } from '../../bicep/hooks/after-deploy.ts';
import { testPage } from '../../bicep/hooks/test-page.ts';
import { thisWorld } from '../../bicep/hooks/world.ts';
import { visiting } from '../doors/visit.ts';
import { outputs, played, well } from './played.ts';

const named = { ...outputs, TOCSIN_DEPLOYER: 'lena.vik' };
const reached = JSON.stringify({
  outcome: 'reached',
  channels: [
    { channel: 'sms', state: 'not-configured', why: 'this channel is not configured', fix: 'Set TOCSIN_SMS_FROM.' },
    { channel: 'email', state: 'accepted' },
  ],
});
const refused = (code: string, says: string) => JSON.stringify({ error: { code, says } });

const again = 'node start.mjs run bicep/hooks/test-page.ts lena.vik';

test('whoever deploys gets one, by the function key and under a key of its own', async () => {
  const { world, said, commands, posted, waited } = played([0], [[200, well]], named, [[200, reached]]);
  expect(await afterDeploy(world)).toBe(0);
  expect(commands.at(-1)).toBe(
    'az functionapp keys list --resource-group rg-1 --name func-1 --query functionKeys.default --output tsv',
  );
  expect(posted).toEqual([
    {
      url: 'https://func-1.azurewebsites.net/api/people/lena.vik/test-page',
      headers: { 'x-functions-key': 'key-1' },
      body: { key: 'deployed-20260303T031500' },
    },
  ]);
  expect(said).toContain('A test page went to lena.vik:');
  expect(said).toContain('  sms: not-configured, this channel is not configured. Set TOCSIN_SMS_FROM.');
  expect(said).toContain('  email: accepted');
  expect(said).toContain(`  Whether it arrived: ${again} deployed-20260303T031500`);
  expect(said.join('\n')).not.toContain('key-1');
  expect(waited()).toBe(0);
});

test('an app that is not there yet, or not done yet, is asked again under the same key', async () => {
  const answers = [
    [0, ''],
    [404, '<html>'],
    [503, refused('api/unavailable', 'Later.')],
    [200, reached],
  ] as const;
  const { world, said, posted, waited } = played([0], [[200, well]], named, answers);
  expect(await afterDeploy(world)).toBe(0);
  expect(new Set(posted.map(({ body }) => body.key)).size).toBe(1);
  expect([posted.length, waited()]).toEqual([4, 3 * 30_000]);
  expect(said).toContain('A test page went to lena.vik:');
});

test.each([
  {
    name: 'nobody is entered yet',
    answer: [404, refused('person/unknown', 'There is no person.')] as const,
    says: `lena.vik is not entered yet. Once people are entered (docs/deploy.md, step 6): ${again}`,
  },
  {
    name: 'no way to be reached',
    answer: [409, refused('test-page/unreachable', 'There is no channel.')] as const,
    says: `No test page reached lena.vik: There is no channel. To try again: ${again}`,
  },
  {
    name: 'still waiting',
    answer: [202, JSON.stringify({ outcome: 'waiting', channels: [{ channel: 'sms', state: 'waiting' }] })] as const,
    says: `The test page to lena.vik is on its way. How far it has come: ${again} deployed-20260303T031500`,
  },
  {
    name: 'no answer',
    answer: [0, ''] as const,
    says: `No test page reached lena.vik: the app answers nothing. To try again: ${again}`,
  },
  {
    name: 'no door',
    answer: [404, ''] as const,
    says: `No test page reached lena.vik: the app answers 404. To try again: ${again}`,
  },
])('$name: said with the command for later, and the deployment has not failed', async ({ answer, says }) => {
  const { world, said } = played([0], [[200, well]], named, [answer]);
  expect(await afterDeploy(world)).toBe(0);
  expect(said).toContain(says);
  expect(said.filter(line => line.includes('az iot'))).toHaveLength(4);
});

test('without a function key nothing is asked for', async () => {
  const { world, said, posted } = played([0, 1], [[200, well]], named);
  expect(await afterDeploy(world)).toBe(0);
  expect(posted).toEqual([]);
  expect(said).toContain('No test page, as there is no function key to be had: Destination endpoint not found');
});

test('without the outputs what is missing is named', async () => {
  const { world, said } = played([0], [], { TOCSIN_APP: 'func-1' });
  expect(await testPage(world, 'lena.vik')).toBe(false);
  expect(said).toEqual(['No test page: AZURE_RESOURCE_GROUP, TOCSIN_APP_URL missing. They are outputs of bicep/main.bicep.']);
});

test('asked of a running house, it arrives; with its key, how far it has come', async () => {
  await visiting({}, async ({ plant }) => {
    const env = { ...named, TOCSIN_APP_URL: plant.house.server.url };
    const { world, said } = played([0], [], env);
    const living = { ...world, post: thisWorld.post };
    expect(await testPage(living, 'lena.vik', 'first')).toBe(true);
    plant.phone('lena').hasReceived(/TEST/);
    plant.mailbox('lena').hasReceived(/TEST/);
    await plant.wait('10s');
    expect(await testPage(living, 'lena.vik', 'first')).toBe(true);
    expect(said.slice(-3)).toEqual(['A test page went to lena.vik:', '  sms: delivered', '  email: delivered']);
    expect(await testPage(living, 'nobody')).toBe(false);
    plant.nothingElse();
  });
});
