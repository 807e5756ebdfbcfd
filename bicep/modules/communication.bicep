metadata description = 'E-mail and SMS. A phone number is bought by hand; a domain of our own is verified by hand.'

import { placeType, senderDomainType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('Where the data of messages lies. It cannot be changed later.')
param dataLocation string
@description('A domain of our own that mails come from.')
param senderDomain senderDomainType?
@description('Principal of the app, which sends.')
param appPrincipalId string
@description('Workspace for logs and metrics.')
param workspaceId string

resource email 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: place.names.email
  location: 'global'
  tags: place.tags
  properties: { dataLocation: dataLocation }

  // Works at once, for 5 mails a minute and 10 an hour.
  resource managed 'domains' = {
    name: 'AzureManagedDomain'
    location: 'global'
    properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
  }

  resource own 'domains' = if (senderDomain != null) {
    name: senderDomain.?name ?? 'none'
    location: 'global'
    properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
  }
}

var ownIsVerified = senderDomain.?verified ?? false

resource communication 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: place.names.communication
  location: 'global'
  tags: place.tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: ownIsVerified ? [email::managed.id, email::own.id] : [email::managed.id]
  }
}

// The smallest built-in role that may send: no data role of Communication Services is known to be enough.
resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: communication
  name: guid(communication.id, place.names.appIdentity, roles.communicationOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.communicationOwner)
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: communication
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Where messages are handed in.')
output endpoint string = 'https://${communication.properties.hostName}'
@description('Address that mails come from.')
output emailFrom string = 'DoNotReply@${ownIsVerified ? senderDomain!.name : email::managed.properties.mailFromSenderDomain}'
