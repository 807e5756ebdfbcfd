metadata description = 'What the app is told. Its own settings begin with TOCSIN_; the others are names that the platform and its libraries read.'

import { identityType, placeType, telemetryRouteType } from '../types.bicep'

@description('Where it belongs.')
param place placeType
@description('Identity of the app.')
param identity identityType
@description('How telemetry comes in.')
param telemetryRoute telemetryRouteType
@description('How late a reading may be and still count in its place.')
param lateness string
@description('Where people open the links in messages.')
param publicUrl string
@description('Address that mails come from.')
param emailFrom string
@description('Our two-way phone number; empty: none.')
param smsFrom string
@description('Where messages are handed in.')
param communicationEndpoint string
@description('Where alarm events are published.')
param alarmTopicEndpoint string
@description('Dataverse environment for cases; empty: none.')
param dataverseUrl string
@description('Id of the account in Dataverse that cases belong to; empty: none.')
param dataverseAccount string
@description('Where the scheduler is found.')
param schedulerEndpoint string
@description('Name of the task hub.')
param taskHub string
@description('Share of the traces without an alarm that is kept, 0 to 1.')
param quietTraces string
@description('Where telemetry is sent.')
param insightsConnectionString string

resource site 'Microsoft.Web/sites@2025-03-01' existing = { name: place.names.app }

var own = {
  TOCSIN_STORAGE_ACCOUNT: place.names.storage
  TOCSIN_ACS_ENDPOINT: communicationEndpoint
  TOCSIN_TOPIC_ENDPOINT: alarmTopicEndpoint
  TOCSIN_DATAVERSE_URL: dataverseUrl
  TOCSIN_DATAVERSE_ACCOUNT: dataverseAccount
  TOCSIN_EMAIL_FROM: emailFrom
  TOCSIN_SMS_FROM: smsFrom
  TOCSIN_LATENESS: lateness
  TOCSIN_PUBLIC_URL: publicUrl
  TOCSIN_TRACE_QUIET: quietTraces
}

var platform = {
  AZURE_CLIENT_ID: identity.clientId
  AzureWebJobsStorage__accountName: place.names.storage
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
}

// host.json names no storage provider, so that the same package runs on a laptop; these put the scheduler in its place.
var durable = {
  TASKHUB_NAME: taskHub
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};TaskHub=${taskHub};Authentication=ManagedIdentity;ClientID=${identity.clientId}'
  AzureFunctionsJobHost__extensions__durableTask__hubName: taskHub
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
}

var eventHubs = telemetryRoute == 'eventHubs'
  ? {
      EVENTHUB__fullyQualifiedNamespace: '${place.names.eventHubs}.servicebus.windows.net'
      EVENTHUB__credential: 'managedidentity'
      EVENTHUB__clientId: identity.clientId
    }
  : {}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: union(own, platform, durable, eventHubs)
}
