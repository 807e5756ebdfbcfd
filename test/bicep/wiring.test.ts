/** Code and templates say the same names: settings, tables, queues, containers, functions, event types, tags. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubTrigger } from '../../functions/in/event-hub-door.ts';
import { readAppSettings } from '../../functions/settings.ts';
import { root } from '../house/sources.ts';
import { at, deployedSettings, ofType, ownName, type Resource, resourcesOf, settingsOf } from './snapshot.ts';

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const texts = (pattern: string): string => globSync(pattern, { cwd: root }).sort().map(text).join('\n');
const all = (source: string, pattern: RegExp): readonly string[] =>
  [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].sort();
const names = (resources: readonly Resource[], type: string) => ofType(resources, type).map(ownName).sort();

const environments = ['dev', 'prod', 'event-hubs'] as const;

/** Read by settings.ts, and never set in Azure. */
const elsewhere: Readonly<Record<string, string>> = {
  TOCSIN_STORAGE_CONNECTION_STRING: 'a key: for an emulator only',
  TOCSIN_ACS_CONNECTION_STRING: 'a key: for a stand-in only',
  TOCSIN_TOPIC_KEY: 'a key: for a stand-in only',
  EVENTHUB: 'a key: for an emulator only',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'Application Insights is there',
  WEBSITE_HOSTNAME: 'the platform sets it',
};

/** Set in Azure, and read by others than settings.ts. */
const byOthers: readonly { readonly name: RegExp; readonly reader: string }[] = [
  { name: /^AzureWebJobsStorage__(accountName|credential|clientId)$/, reader: 'the Functions host' },
  { name: /^APPLICATIONINSIGHTS_AUTHENTICATION_STRING$/, reader: 'the Functions host' },
  { name: /^EVENTHUB__(credential|clientId)$/, reader: 'the Event Hubs trigger' },
  { name: /^DURABLE_TASK_SCHEDULER_CONNECTION_STRING$/, reader: 'the Durable extension, by the name in connectionStringName' },
  { name: /^TASKHUB_NAME$/, reader: 'the Durable extension, where host.json says %TASKHUB_NAME%' },
  {
    name: /^AzureFunctionsJobHost__extensions__durableTask__(hubName|storageProvider__(type|connectionStringName))$/,
    reader: 'the Functions host, over host.json',
  },
];

test.each(environments)('%s: every setting that is read is set, every one that is set is read', name => {
  const read = all(
    text('functions/settings.ts'),
    /\b((?:TOCSIN|AZURE|APPLICATIONINSIGHTS|OTEL|WEBSITE)_[A-Z_]+|EVENTHUB(?:__\w+)?)\b/g,
  );
  const optional = name === 'event-hubs' ? [] : ['EVENTHUB__fullyQualifiedNamespace'];
  const set = Object.keys(settingsOf(name));
  expect(read.filter(one => !set.includes(one) && !(one in elsewhere) && !optional.includes(one))).toEqual([]);
  expect(set.filter(one => !read.includes(one) && !byOthers.some(other => other.name.test(one)))).toEqual([]);
  expect(set.filter(one => one in elsewhere)).toEqual([]);
});

test.each(environments)('%s: the app accepts what it is told', name => {
  const { services, settings, routes } = readAppSettings(deployedSettings(name));
  expect(routes.telemetry).toBe(name === 'event-hubs' ? 'eventHubs' : 'eventGrid');
  expect(services.storage).toEqual({ account: ofType(resourcesOf(name), 'Microsoft.Storage/storageAccounts')[0]?.name });
  expect(settings.emailFrom).toBe(name === 'event-hubs' ? 'DoNotReply@alarms.example.com' : 'DoNotReply@0a1b.azurecomm.net');
  expect(settings.smsFrom).toBe(name === 'event-hubs' ? '+4721000000' : undefined);
  const crm = { dataverseUrl: 'https://example.crm4.dynamics.com', dataverseAccount: '00000000-0000-0000-0000-00000000000c' };
  expect([services.dataverseUrl, services.dataverseAccount]).toEqual(
    name === 'event-hubs' ? [crm.dataverseUrl, crm.dataverseAccount] : [undefined, undefined],
  );
});

test('durable: the connection that the host is told of is there, under the name of the task hub that is', () => {
  const settings = settingsOf('prod');
  const connection = settings.AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName ?? '';
  expect(settings[connection]).toContain("Endpoint={0};TaskHub={1};Authentication=ManagedIdentity;ClientID={2}', reference(");
  expect(settings[connection]).toContain(", 'tocsin', ");
  expect(names(resourcesOf('prod'), 'Microsoft.DurableTask/schedulers/taskHubs')).toEqual(['tocsin']);
  expect(settings.TASKHUB_NAME).toBe('tocsin');
  expect(settings.AzureFunctionsJobHost__extensions__durableTask__hubName).toBe('tocsin');
});

const code = texts('functions/**/*.ts');

test('every table that the code names is made, and no other', () => {
  const used = all(
    code,
    /(?:\b(?:table|index) = |\btable: |(?:\btables\.(?:read|write|list)|\b(?:insertOnce|listAll(?:<[^(]*>)?)\((?:ports\.)?tables,)\s*\(?)'([a-z0-9]+)'/g,
  );
  expect(used).toContain('alarms');
  expect(names(resourcesOf('prod'), 'Microsoft.Storage/storageAccounts/tableServices/tables')).toEqual(used);
});

test('every queue that the code names is made, with the one for what was given up', () => {
  const used = all(code, /(?:queueName: |queues\.send\()'([a-z0-9-]+)'/g);
  const wanted = used.flatMap(name => [name, `${name}-poison`]);
  expect(names(resourcesOf('prod'), 'Microsoft.Storage/storageAccounts/queueServices/queues')).toEqual(wanted);
});

test('every container that the code names is made; the others are for the code and for dead letters', () => {
  const used = all(code + texts('adapters/*.ts'), /(?:blobs\.(?:create|read)\(|const container = )'([a-z-]+)'/g);
  expect(used).toEqual(['parked', 'rule-versions']);
  const made = names(resourcesOf('prod'), 'Microsoft.Storage/storageAccounts/blobServices/containers');
  expect(made).toEqual([...used, 'code', 'deadletters'].sort());
  const deployment = at(
    ofType(resourcesOf('prod'), 'Microsoft.Web/sites')[0]?.properties,
    'functionAppConfig.deployment.storage.value',
  );
  expect(String(deployment)).toMatch(/\.primaryEndpoints\.blob, 'code'\)\]$/);
});

const bound = new Map(
  [...text('functions/bind.ts').matchAll(/\.(eventGrid|eventHub|storageQueue|http|timer)\(\s*'([\w-]+)'/g)].map(
    ([, kind = '', name = '']) => [name, kind],
  ),
);

test.each(environments)('%s: an instance is kept warm for functions that there are', name => {
  const path = 'functionAppConfig.scaleAndConcurrency.alwaysReady';
  const warm = at(ofType(resourcesOf(name), 'Microsoft.Web/sites')[0]?.properties, path) as readonly { name: string }[];
  const wanted = { dev: [], prod: ['telemetry'], 'event-hubs': ['telemetry-hub'] }[name];
  const functions = warm.flatMap(one => (one.name.startsWith('function:') ? [one.name.slice('function:'.length)] : []));
  expect(functions).toEqual(wanted);
  for (const one of functions) expect(bound.has(one), one).toBe(true);
});

const decoders = [
  { door: 'telemetry', file: 'engine/events/decode-telemetry.ts', topic: 'hub', not: [] },
  { door: 'device-events', file: 'engine/events/decode-device-event.ts', topic: 'hub', not: [] },
  // Who opened which mail is not asked: the domain has tracking switched off.
  {
    door: 'message-events',
    file: 'engine/events/decode-message-event.ts',
    topic: 'messages',
    not: ['EmailEngagementTrackingReportReceived'],
  },
] as const;

test.each(['dev', 'prod'] as const)('%s: three doors, each told exactly of what it understands, dead letters kept', name => {
  const made = resourcesOf(name);
  const subscriptions = resourcesOf(`${name}.subscriptions`);
  expect(names(subscriptions, 'Microsoft.EventGrid/systemTopics/eventSubscriptions')).toEqual(
    decoders.map(({ door }) => door).sort(),
  );
  expect(subscriptions).toHaveLength(decoders.length);
  for (const { door, file, topic, not } of decoders) {
    const subscription = subscriptions.find(one => ownName(one) === door);
    const of = (path: string) => at(subscription?.properties, path);
    const types = all(text(file), /'(Microsoft\.\w+\.\w+)'/g).filter(type => !not.some(unwanted => type.endsWith(unwanted)));
    expect([...(of('filter.includedEventTypes') as string[])].sort()).toEqual(types);
    expect(subscription?.name).toBe(
      `${ofType(made, 'Microsoft.EventGrid/systemTopics').find(one => one.name.endsWith(topic))?.name}/${door}`,
    );
    expect(bound.get(door)).toBe('eventGrid');
    expect(of('destination.endpointType')).toBe('AzureFunction');
    expect(of('destination.properties.resourceId')).toBe(`${ofType(made, 'Microsoft.Web/sites')[0]?.id}/functions/${door}`);
    expect(of('destination.properties.maxEventsPerBatch')).toBe(1);
    expect(of('retryPolicy')).toEqual({ maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 });
    const letters = of('deadLetterWithResourceIdentity') as Record<string, unknown>;
    expect(at(letters, 'deadLetterDestination.properties')).toEqual({
      resourceId: ofType(made, 'Microsoft.Storage/storageAccounts')[0]?.id,
      blobContainerName: 'deadletters',
    });
    expect(at(letters, 'identity.userAssignedIdentity')).toBe(
      ofType(made, 'Microsoft.ManagedIdentity/userAssignedIdentities').find(one => one.name.endsWith('-events'))?.id,
    );
  }
});

test.each(environments)('%s: telemetry has one way, and the tags that rules and messages name are on it', name => {
  const hub = ofType(resourcesOf(name), 'Microsoft.Devices/IotHubs')[0];
  const routing = at(hub?.properties, 'routing') as {
    endpoints: { eventHubs: { name: string; authenticationType: string; entityPath: string }[] };
    routes: { source: string; condition: string; endpointNames: string[]; isEnabled: boolean }[];
    enrichments: { key: string; value: string; endpointNames: string[] }[];
  };
  const endpoint = name === 'event-hubs' ? hubTrigger.eventHubName : 'eventgrid';
  expect(routing.routes).toEqual([
    { name: expect.any(String), source: 'DeviceMessages', condition: 'true', endpointNames: [endpoint], isEnabled: true },
  ]);
  const own = routing.endpoints.eventHubs.map(one => [one.name, one.authenticationType, one.entityPath]);
  expect(own).toEqual(name === 'event-hubs' ? [[endpoint, 'identityBased', hubTrigger.eventHubName]] : []);
  expect(routing.enrichments.length).toBeLessThanOrEqual(10);
  // By the event hub alone a message does not say which IoT hub it came through.
  const named = { key: 'hub', value: '$iothubname', endpointNames: [endpoint] };
  expect(routing.enrichments.filter(({ key }) => key === 'hub')).toEqual(name === 'event-hubs' ? [named] : []);
  for (const { key, value, endpointNames } of routing.enrichments.filter(({ key }) => key !== 'hub')) {
    expect(value).toBe(`$twin.tags.${key}`);
    expect(endpointNames).toEqual([endpoint, 'events']);
  }
  const stamped = routing.enrichments.map(({ key }) => key);
  const used = ['deviceType', 'name', ...tagsInRules(), ...all(texts('{engine,functions}/**/*.ts'), /device\.tags\.(\w+)/g)];
  expect(used.filter(tag => !stamped.includes(tag))).toEqual([]);
});

/** Tags that shipped rules choose devices by, name in messages or hold alarms by. */
function tagsInRules(): readonly string[] {
  const rules = texts('rules/*.rule.json');
  const chosen = [...rules.matchAll(/"tags": \{([^}]*)\}/g)].flatMap(([, inside = '']) => all(inside, /"(\w+)":/g));
  return [...new Set([...chosen, ...all(rules, /\{\{tags\.(\w+)\}\}/g), 'gateway'])];
}

test('with Event Hubs there are the hub and the group that the trigger reads', () => {
  const resources = resourcesOf('event-hubs');
  expect(names(resources, 'Microsoft.EventHub/namespaces/eventhubs')).toEqual([hubTrigger.eventHubName]);
  expect(names(resources, 'Microsoft.EventHub/namespaces/eventhubs/consumergroups')).toEqual([hubTrigger.consumerGroup]);
  expect(settingsOf('event-hubs')).toHaveProperty(`${hubTrigger.connection}__fullyQualifiedNamespace`);
  expect(settingsOf('prod')).not.toHaveProperty(`${hubTrigger.connection}__fullyQualifiedNamespace`);
});

test('azd finds the app by its tag, the templates by their folder, and the hook', () => {
  const azd = text('azure.yaml');
  const service = /^services:\n {2}(\w+):$/m.exec(azd)?.[1];
  expect(ofType(resourcesOf('prod'), 'Microsoft.Web/sites')[0]?.tags?.['azd-service-name']).toBe(service);
  expect(ofType(resourcesOf('prod'), 'Microsoft.Resources/resourceGroups')[0]?.tags?.['azd-env-name']).toBe('prod');
  const [path, module] = [/^ {2}path: (\w+)$/m.exec(azd)?.[1], /^ {2}module: (\w+)$/m.exec(azd)?.[1]];
  expect(existsSync(join(root, `${path}/${module}.bicep`))).toBe(true);
  for (const hook of all(azd, /run: node start\.mjs run (\S+)/g)) expect(existsSync(join(root, hook)), hook).toBe(true);
});

test('no template has more than 150 lines, but the one that puts them together', () => {
  const long = globSync('bicep/**/*.bicep', { cwd: root }).filter(path => text(path).split('\n').length > 151);
  expect(long).toEqual([join('bicep', 'main.bicep')]);
});
