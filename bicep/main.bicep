metadata description = 'Tocsin in Azure: everything but the Event Grid subscriptions, which need the code first (subscriptions.bicep).'

targetScope = 'subscription'

import { namesOf } from 'names.bicep'
import { operatorType, senderDomainType, sizeType, telemetryRouteType } from 'types.bicep'

@description('Name of the environment, as dev or prod: part of most names.')
@minLength(2)
@maxLength(16)
param environmentName string
@description('Azure region.')
param location string
@description('How large it is.')
param size sizeType
@description('How telemetry comes in. docs/deploy.md says from which load on Event Hubs is the better way.')
param telemetryRoute telemetryRouteType = 'eventGrid'
@description('Version of Node.js on the function app.')
param nodeVersion '22' | '24' = '22'
@description('How late a reading may be and still count in its place, as 10m or 1h30m.')
param lateness string = '10m'
@description('Where people open the links in messages, as https://alarms.example.com; empty: the address of the function app.')
param publicUrl string = ''
@description('Share of the traces without an alarm that is kept, 0 to 1: a trace with an alarm always is.')
param quietTraces string = '1'
@description('Where the data of messages lies. It cannot be changed later.')
param dataLocation string = 'Europe'
@description('A domain of our own that mails come from; without one, 10 mails an hour leave from a domain that Azure manages.')
param senderDomain senderDomainType?
@description('Our two-way phone number as +4721000000; empty: not bought yet, nobody gets an SMS.')
param smsFrom string = ''
@description('Dataverse environment for cases, as https://ORG.crm4.dynamics.com; empty: no cases.')
param dataverseUrl string = ''
@description('Id (GUID) of the account in Dataverse that cases belong to: most organisations want a customer on each. Empty: none is named.')
param dataverseAccount string = ''
@description('Twin tags that are stamped on telemetry. A rule or a message that names another tag never sees it.')
@maxLength(10)
param deviceTags string[] = ['deviceType', 'name', 'site', 'gateway', 'timeZone', 'place', 'use']
@description('Who deploys and operates; nobody: rights are given by other means.')
param operator operatorType?
@description('Tags of every resource.')
param tags { *: string } = {}

var place = {
  names: namesOf(subscription().subscriptionId, environmentName, location)
  location: location
  tags: union(tags, { 'azd-env-name': environmentName })
}
var taskHub = 'tocsin'
var code = 'code'
var deadLetters = 'deadletters'
var eventHub = 'telemetry'
var consumerGroup = 'rules'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: place.names.group
  location: location
  tags: place.tags
}

module identities 'modules/identities.bicep' = {
  scope: group
  params: { place: place }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    place: place
    size: size.logs
    appPrincipalId: identities.outputs.app.principalId
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    place: place
    sku: size.storageSku
    codeContainer: code
    deadLetterContainer: deadLetters
    appPrincipalId: identities.outputs.app.principalId
    eventsPrincipalId: identities.outputs.events.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module eventHubs 'modules/event-hubs.bicep' = if (telemetryRoute == 'eventHubs') {
  scope: group
  params: {
    place: place
    size: size.eventHubs
    eventHub: eventHub
    consumerGroup: consumerGroup
    appPrincipalId: identities.outputs.app.principalId
    eventsPrincipalId: identities.outputs.events.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module hub 'modules/hub.bicep' = {
  scope: group
  params: {
    place: place
    size: size.hub
    telemetryRoute: telemetryRoute
    eventHub: eventHub
    deviceTags: deviceTags
    events: identities.outputs.events
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [eventHubs]
}

module communication 'modules/communication.bicep' = {
  scope: group
  params: {
    place: place
    dataLocation: dataLocation
    senderDomain: senderDomain
    appPrincipalId: identities.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module topics 'modules/topics.bicep' = {
  scope: group
  params: {
    place: place
    events: identities.outputs.events
    appPrincipalId: identities.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [hub, communication]
}

module scheduler 'modules/scheduler.bicep' = {
  scope: group
  params: {
    place: place
    taskHub: taskHub
    appPrincipalId: identities.outputs.app.principalId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    place: place
    size: size.app
    nodeVersion: nodeVersion
    identity: identities.outputs.app
    blobEndpoint: storage.outputs.blobEndpoint
    codeContainer: code
    telemetryRoute: telemetryRoute
    workspaceId: monitoring.outputs.workspaceId
  }
}

module appSettings 'modules/app-settings.bicep' = {
  scope: group
  params: {
    place: place
    identity: identities.outputs.app
    telemetryRoute: telemetryRoute
    lateness: lateness
    publicUrl: empty(publicUrl) ? app.outputs.url : publicUrl
    emailFrom: communication.outputs.emailFrom
    smsFrom: smsFrom
    communicationEndpoint: communication.outputs.endpoint
    alarmTopicEndpoint: topics.outputs.alarmTopicEndpoint
    dataverseUrl: dataverseUrl
    dataverseAccount: dataverseAccount
    schedulerEndpoint: scheduler.outputs.endpoint
    taskHub: taskHub
    quietTraces: quietTraces
    insightsConnectionString: monitoring.outputs.connectionString
  }
}

module rights 'modules/operator.bicep' = if (operator != null) {
  scope: group
  params: {
    place: place
    operator: operator!
    peopleTable: 'people'
    containers: ['parked', deadLetters]
    taskHub: taskHub
  }
  dependsOn: [storage, hub, scheduler]
}

@description('Resource group that holds everything.')
output AZURE_RESOURCE_GROUP string = group.name
@description('Name of the environment.')
output TOCSIN_ENVIRONMENT string = environmentName
@description('Azure region.')
output TOCSIN_LOCATION string = location
@description('How telemetry comes in.')
output TOCSIN_TELEMETRY_ROUTE string = telemetryRoute
@description('Function app.')
output TOCSIN_APP string = place.names.app
@description('Address of the function app.')
output TOCSIN_APP_URL string = app.outputs.url
@description('IoT Hub.')
output TOCSIN_HUB string = place.names.hub
@description('Storage account.')
output TOCSIN_STORAGE_ACCOUNT string = place.names.storage
@description('Address that mails come from.')
output TOCSIN_EMAIL_FROM string = communication.outputs.emailFrom
