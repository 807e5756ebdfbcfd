metadata description = 'What Tocsin remembers: tables, the queue of deadlines, parked events, versions of rules, dead letters, the code.'

import { placeType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('Where the copies lie.')
param sku 'Standard_LRS' | 'Standard_ZRS'
@description('Container that the code is deployed to.')
param codeContainer string
@description('Container for events that Event Grid could not deliver.')
param deadLetterContainer string
@description('Principal of the app.')
param appPrincipalId string
@description('Principal by which Event Grid writes dead letters.')
param eventsPrincipalId string
@description('Workspace for metrics.')
param workspaceId string

var tables = [
  'devices'
  'devicelist'
  'alarms'
  'alarmlist'
  'occurrences'
  'people'
  'parked'
  'counts'
  'budgets'
  'answerkeys'
  'numberlog'
  'messagesin'
  'providerids'
]
var queues = ['deadlines']
var containers = ['parked', 'rule-versions']

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: place.names.storage
  location: place.location
  tags: place.tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blob 'blobServices' = {
    name: 'default'
    properties: { deleteRetentionPolicy: { enabled: true, days: 14 } }

    resource contained 'containers' = [
      for name in concat(containers, [codeContainer]): {
        name: name
        properties: { publicAccess: 'None' }
      }
    ]

    resource deadLetters 'containers' = {
      name: deadLetterContainer
      properties: { publicAccess: 'None' }
    }
  }

  resource queue 'queueServices' = {
    name: 'default'

    resource queued 'queues' = [for name in queues: { name: name }]
    // The name that the Functions host gives it: messages that failed five times.
    resource poison 'queues' = [for name in queues: { name: '${name}-poison' }]
  }

  resource table 'tableServices' = {
    name: 'default'

    resource kept 'tables' = [for name in tables: { name: name }]
  }
}

var appRoles = [roles.blobDataOwner, roles.queueDataContributor, roles.tableDataContributor]

// Of the whole account, as the Functions host makes containers, queues and tables of its own.
resource appRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    scope: account
    name: guid(account.id, place.names.appIdentity, role)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource deadLetterRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blob::deadLetters
  name: guid(account::blob::deadLetters.id, place.names.eventsIdentity, roles.blobDataContributor)
  properties: {
    principalId: eventsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

@description('Where blobs are found.')
output blobEndpoint string = account.properties.primaryEndpoints.blob
