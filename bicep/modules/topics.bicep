metadata description = 'Event Grid: what the hub and Communication Services say, and the topic on which alarms are told to other systems.'

import { identityType, placeType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('Identity by which dead letters are written.')
param events identityType
@description('Principal of the app, which publishes alarm events.')
param appPrincipalId string
@description('Workspace for logs and metrics.')
param workspaceId string

var identity = { type: 'UserAssigned', userAssignedIdentities: { '${events.id}': {} } }

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' existing = { name: place.names.hub }

resource communication 'Microsoft.Communication/communicationServices@2025-09-01' existing = {
  name: place.names.communication
}

resource hubTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: place.names.hubTopic
  location: place.location
  tags: place.tags
  identity: identity
  properties: { source: hub.id, topicType: 'Microsoft.Devices.IoTHubs' }
}

resource messageTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: place.names.messageTopic
  location: 'global'
  tags: place.tags
  identity: identity
  properties: { source: communication.id, topicType: 'Microsoft.Communication.CommunicationServices' }
}

resource alarmTopic 'Microsoft.EventGrid/topics@2025-02-15' = {
  name: place.names.alarmTopic
  location: place.location
  tags: place.tags
  properties: {
    inputSchema: 'CloudEventSchemaV1_0'
    disableLocalAuth: true
    minimumTlsVersionAllowed: '1.2'
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: alarmTopic
  name: guid(alarmTopic.id, place.names.appIdentity, roles.eventGridDataSender)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventGridDataSender)
  }
}

var diagnostics = {
  workspaceId: workspaceId
  logs: [{ categoryGroup: 'allLogs', enabled: true }]
  metrics: [{ category: 'AllMetrics', enabled: true }]
}

resource hubTopicLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: hubTopic
  name: 'to-workspace'
  properties: diagnostics
}

resource messageTopicLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: messageTopic
  name: 'to-workspace'
  properties: diagnostics
}

resource alarmTopicLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: alarmTopic
  name: 'to-workspace'
  properties: diagnostics
}

@description('Where alarm events are published.')
output alarmTopicEndpoint string = alarmTopic.properties.endpoint
