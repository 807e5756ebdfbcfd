/** What every environment must be, whoever changes a template: no secrets, identities only, TLS 1.2, roles on single resources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFiles, root } from '../house/sources.ts';
import { at, ofType, ownName, type Resource, resourcesOf, snapshotText } from './snapshot.ts';

const environments = ['dev', 'prod', 'event-hubs'] as const;
const everything = [...environments, 'dev.subscriptions', 'prod.subscriptions'];

test.each(everything)('%s: no secret, and nothing that reads one', name => {
  const secret =
    /list(Account)?(Keys|Secrets|Credentials|Sas)|AccountKey|SharedAccessKey|accesskey=|InstrumentationKey|password"|connectionString":/i;
  expect(snapshotText(name).match(secret)).toBeNull();
});

test('no template asks for a key', () => {
  const asks = projectFiles()
    .filter(({ path }) => /^bicep\/.*\.(bicep|bicepparam)$/.test(path))
    .filter(({ text }) => /\blist[A-Z]\w*\(|@secure\(\)|getSecret\(/.test(text))
    .map(({ path }) => path);
  expect(asks).toEqual([]);
});

/** What a resource of each type must say of itself. A type that is not here is new: decide what it must say. */
const must: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Microsoft.Storage/storageAccounts': {
    allowSharedKeyAccess: false,
    allowBlobPublicAccess: false,
    defaultToOAuthAuthentication: true,
    supportsHttpsTrafficOnly: true,
    minimumTlsVersion: 'TLS1_2',
  },
  'Microsoft.Storage/storageAccounts/blobServices/containers': { publicAccess: 'None' },
  'Microsoft.Devices/IotHubs': { disableLocalAuth: true, minTlsVersion: '1.2' },
  'Microsoft.EventHub/namespaces': { disableLocalAuth: true, minimumTlsVersion: '1.2' },
  'Microsoft.EventGrid/topics': { disableLocalAuth: true, minimumTlsVersionAllowed: '1.2', inputSchema: 'CloudEventSchemaV1_0' },
  'Microsoft.Communication/communicationServices': { disableLocalAuth: true },
  'Microsoft.OperationalInsights/workspaces': { 'features.disableLocalAuth': true },
  'Microsoft.Insights/components': { DisableLocalAuth: true },
  'Microsoft.Web/sites': {
    httpsOnly: true,
    'siteConfig.minTlsVersion': '1.2',
    'siteConfig.scmMinTlsVersion': '1.2',
    'siteConfig.ftpsState': 'Disabled',
    'functionAppConfig.deployment.storage.authentication.type': 'UserAssignedIdentity',
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { allow: false },
};

/** They open no door of their own. */
const harmless = [
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Communication/emailServices',
  'Microsoft.Communication/emailServices/domains',
  'Microsoft.DurableTask/schedulers',
  'Microsoft.DurableTask/schedulers/taskHubs',
  'Microsoft.EventGrid/systemTopics',
  'Microsoft.EventHub/namespaces/eventhubs',
  'Microsoft.EventHub/namespaces/eventhubs/consumergroups',
  'Microsoft.Insights/diagnosticSettings',
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  'Microsoft.Resources/resourceGroups',
  'Microsoft.Storage/storageAccounts/blobServices',
  'Microsoft.Storage/storageAccounts/queueServices',
  'Microsoft.Storage/storageAccounts/queueServices/queues',
  'Microsoft.Storage/storageAccounts/tableServices',
  'Microsoft.Storage/storageAccounts/tableServices/tables',
  'Microsoft.Web/serverfarms',
  'Microsoft.Web/sites/config',
];

test.each(environments)('%s: identities only, TLS 1.2', name => {
  for (const resource of resourcesOf(name)) {
    const wanted = must[resource.type];
    if (!wanted) expect(harmless).toContain(resource.type);
    for (const [path, value] of Object.entries(wanted ?? {})) {
      expect(at(resource.properties, path), `${resource.name}: ${path}`).toBe(value);
    }
  }
});

test.each(environments)('%s: who acts has an identity of its own, and both passwords of the app are off', name => {
  const resources = resourcesOf(name);
  for (const type of ['Microsoft.Web/sites', 'Microsoft.Devices/IotHubs', 'Microsoft.EventGrid/systemTopics']) {
    const acting = ofType(resources, type);
    expect(acting).not.toEqual([]);
    for (const { identity } of acting) expect(identity?.type).toBe('UserAssigned');
  }
  expect(ofType(resources, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies').map(ownName)).toEqual(['ftp', 'scm']);
});

const roleNames = (): ReadonlyMap<string, string> =>
  new Map(
    [...readFileSync(join(root, 'bicep', 'roles.bicep'), 'utf8').matchAll(/^ {2}(\w+): '([0-9a-f-]{36})'$/gm)].map(
      ([, name = '', id = '']) => [id, name],
    ),
  );

/** `identity: role on type`, a line each. */
function rights(resources: readonly Resource[]): readonly string[] {
  const names = roleNames();
  return ofType(resources, 'Microsoft.Authorization/roleAssignments')
    .map(({ id, properties }) => {
      const scope = id.slice(0, id.indexOf('/providers/Microsoft.Authorization/'));
      const [, provider, ...parts] = scope.slice(scope.indexOf('/providers/')).split('/').slice(1);
      const type = [provider, ...parts.filter((_, i) => i % 2 === 0)].join('/');
      const role = names.get(String(properties?.roleDefinitionId).split('/').at(-1) ?? '') ?? 'an unknown role';
      const who = /userAssignedIdentities\/id-tocsin-\w+-(\w+)'/.exec(String(properties?.principalId))?.[1] ?? 'operator';
      return `${who}: ${role} on ${type}`;
    })
    .sort();
}

const usual = [
  'app: blobDataOwner on Microsoft.Storage/storageAccounts',
  'app: communicationOwner on Microsoft.Communication/communicationServices',
  'app: durableTaskDataContributor on Microsoft.DurableTask/schedulers/taskHubs',
  'app: eventGridDataSender on Microsoft.EventGrid/topics',
  'app: monitoringMetricsPublisher on Microsoft.Insights/components',
  'app: queueDataContributor on Microsoft.Storage/storageAccounts',
  'app: tableDataContributor on Microsoft.Storage/storageAccounts',
  'events: blobDataContributor on Microsoft.Storage/storageAccounts/blobServices/containers',
];

test.each(['dev', 'prod'] as const)('%s: these roles, each on one resource, and no others', name => {
  expect(rights(resourcesOf(name))).toEqual(usual);
});

test('with Event Hubs one reads and the other writes; an operator gets what the walk through docs/deploy.md needs', () => {
  const more = [
    'app: eventHubsDataReceiver on Microsoft.EventHub/namespaces',
    'events: eventHubsDataSender on Microsoft.EventHub/namespaces',
    'operator: blobDataReader on Microsoft.Storage/storageAccounts/blobServices/containers',
    'operator: blobDataReader on Microsoft.Storage/storageAccounts/blobServices/containers',
    'operator: durableTaskDataContributor on Microsoft.DurableTask/schedulers/taskHubs',
    'operator: hubDataContributor on Microsoft.Devices/IotHubs',
    'operator: tableDataContributor on Microsoft.Storage/storageAccounts/tableServices/tables',
  ];
  expect(rights(resourcesOf('event-hubs'))).toEqual([...usual, ...more].sort());
});

/** What has a diagnostic setting: everything that handles an event or a message. */
test.each(environments)('%s: what handles events tells the workspace of it', name => {
  const resources = resourcesOf(name);
  const told = new Set(
    ofType(resources, 'Microsoft.Insights/diagnosticSettings').map(({ id }) =>
      id.replace(/\/providers\/Microsoft\.Insights\/diagnosticSettings\/.*/, ''),
    ),
  );
  const types = [
    'Devices/IotHubs',
    'EventGrid/systemTopics',
    'EventGrid/topics',
    'EventHub/namespaces',
    'Communication/communicationServices',
    'Storage/storageAccounts',
    'Web/sites',
  ];
  const silent = types.flatMap(type => ofType(resources, `Microsoft.${type}`)).filter(({ id }) => !told.has(id));
  expect(silent.map(resource => resource.name)).toEqual([]);
});
