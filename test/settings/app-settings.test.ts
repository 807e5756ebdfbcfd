import { expect, test } from 'vitest';
import { readAppSettings } from '../../functions/settings.ts';

const local = {
  TOCSIN_STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  TOCSIN_ACS_CONNECTION_STRING: 'endpoint=http://127.0.0.1:4281/;accesskey=a2V5',
  TOCSIN_TOPIC_ENDPOINT: 'http://127.0.0.1:4281/stand-ins/topic/api/events',
  TOCSIN_TOPIC_KEY: 'a2V5',
  WEBSITE_HOSTNAME: 'localhost:7071',
};
const azure = {
  TOCSIN_STORAGE_ACCOUNT: 'sttocsin',
  TOCSIN_ACS_ENDPOINT: 'https://acs.communication.azure.com',
  TOCSIN_TOPIC_ENDPOINT: 'https://topic.westeurope-1.eventgrid.azure.net/api/events',
  TOCSIN_DATAVERSE_URL: 'https://org.crm4.dynamics.com/',
  TOCSIN_PUBLIC_URL: 'https://alarms.example/',
  AZURE_CLIENT_ID: 'id',
};

test('a laptop has connection strings and the address of func start', () => {
  expect(readAppSettings(local)).toMatchObject({
    settings: { publicUrl: 'http://localhost:7071', latenessMs: 600_000 },
    services: {
      storage: { connectionString: 'UseDevelopmentStorage=true' },
      topic: { endpoint: local.TOCSIN_TOPIC_ENDPOINT, key: 'a2V5' },
    },
    routes: { telemetry: 'eventGrid' },
  });
});

test('Azure has names and an identity', () => {
  const { settings, services } = readAppSettings(azure);
  expect(settings.publicUrl).toBe('https://alarms.example');
  expect(services).toEqual({
    storage: { account: 'sttocsin' },
    acs: { endpoint: azure.TOCSIN_ACS_ENDPOINT },
    topic: { endpoint: azure.TOCSIN_TOPIC_ENDPOINT },
    dataverseUrl: 'https://org.crm4.dynamics.com',
    clientId: 'id',
  });
});

test('cases belong to an account where one is named', () => {
  const account = '0A1B2C3D-0000-4000-8000-00000000000c';
  expect(readAppSettings({ ...azure, TOCSIN_DATAVERSE_ACCOUNT: account }).services.dataverseAccount).toBe(account);
  expect(readAppSettings({ ...azure, TOCSIN_DATAVERSE_ACCOUNT: '' }).services).not.toHaveProperty('dataverseAccount');
});

test('an empty setting is one that is not set', () => {
  const { settings, services } = readAppSettings({
    ...azure,
    TOCSIN_DATAVERSE_URL: '',
    TOCSIN_SMS_FROM: '',
    TOCSIN_LATENESS: '',
  });
  expect([services.dataverseUrl, settings.smsFrom, settings.latenessMs]).toEqual([undefined, undefined, 600_000]);
});

test.each([
  { name: 'an event hub by identity', env: { EVENTHUB__fullyQualifiedNamespace: 'ns.servicebus.windows.net' } },
  { name: 'an event hub by connection string', env: { EVENTHUB: 'Endpoint=sb://ns/' } },
])('$name brings telemetry', ({ env }) => expect(readAppSettings({ ...azure, ...env }).routes.telemetry).toBe('eventHubs'));

test.each([
  {
    name: 'plain http to another machine',
    env: { TOCSIN_ACS_ENDPOINT: 'http://acs.example' },
    says: /TOCSIN_ACS_ENDPOINT must.*"http:\/\/acs\.example"/,
  },
  { name: 'an account that is an address', env: { TOCSIN_STORAGE_ACCOUNT: 'https://st' }, says: /TOCSIN_STORAGE_ACCOUNT must/ },
  { name: 'a Dataverse that is a name', env: { TOCSIN_DATAVERSE_URL: 'org' }, says: /TOCSIN_DATAVERSE_URL must/ },
  {
    name: 'an account that is a name',
    env: { TOCSIN_DATAVERSE_ACCOUNT: 'Plant AS' },
    says: /TOCSIN_DATAVERSE_ACCOUNT must.*"Plant AS"/,
  },
  {
    name: 'two at once',
    env: { TOCSIN_TOPIC_ENDPOINT: '', TOCSIN_LATENESS: 'soon' },
    says: /TOCSIN_LATENESS.*TOCSIN_TOPIC_ENDPOINT/,
  },
])('refused: $name', ({ env, says }) => expect(() => readAppSettings({ ...azure, ...env })).toThrow(says));
