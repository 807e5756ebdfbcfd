metadata description = 'The other door for telemetry: one Event Hubs namespace and its hub. The identity that writes has its role before the IoT Hub names it.'

import { eventHubsSizeType, placeType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('How much goes through, and how long it is kept.')
param size eventHubsSizeType
@description('Name of the event hub.')
param eventHub string
@description('Consumer group that the app reads with.')
param consumerGroup string
@description('Principal of the app, which reads.')
param appPrincipalId string
@description('Principal of the IoT Hub, which writes.')
param eventsPrincipalId string
@description('Workspace for logs and metrics.')
param workspaceId string

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: place.names.eventHubs
  location: place.location
  tags: place.tags
  sku: { name: 'Standard', tier: 'Standard', capacity: size.throughputUnits }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }

  resource telemetry 'eventhubs' = {
    name: eventHub
    properties: {
      partitionCount: size.partitions
      retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: size.retentionHours }
    }

    resource group 'consumergroups' = { name: consumerGroup }
  }
}

resource sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace
  name: guid(namespace.id, place.names.eventsIdentity, roles.eventHubsDataSender)
  properties: {
    principalId: eventsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataSender)
  }
}

resource receiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace
  name: guid(namespace.id, place.names.appIdentity, roles.eventHubsDataReceiver)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataReceiver)
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
