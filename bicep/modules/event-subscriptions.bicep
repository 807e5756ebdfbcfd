metadata description = 'Who hears what: each door is told only of the events that it understands. What cannot be delivered for a day is kept.'

import { telemetryRouteType } from '../types.bicep'
import { namesType } from '../names.bicep'

@description('Names of the environment.')
param names namesType
@description('How telemetry comes in.')
param telemetryRoute telemetryRouteType
@description('Container for events that could not be delivered.')
param deadLetterContainer string

resource hubTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = { name: names.hubTopic }
resource messageTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = { name: names.messageTopic }
resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.eventsIdentity
}
resource storage 'Microsoft.Storage/storageAccounts@2025-08-01' existing = { name: names.storage }
resource site 'Microsoft.Web/sites@2025-03-01' existing = { name: names.app }

// Ten seconds to twelve hours between attempts, a day in all: then it is a dead letter, never nothing.
var retryPolicy = { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
var deadLetters = {
  identity: { type: 'UserAssigned', userAssignedIdentity: events.id }
  deadLetterDestination: {
    endpointType: 'StorageBlob'
    properties: { resourceId: storage.id, blobContainerName: deadLetterContainer }
  }
}

resource telemetry 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (telemetryRoute == 'eventGrid') {
  parent: hubTopic
  name: 'telemetry'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: { includedEventTypes: ['Microsoft.Devices.DeviceTelemetry'] }
    destination: {
      endpointType: 'AzureFunction'
      // One event at a time: with more, one failure would have all of them sent again.
      properties: {
        resourceId: '${site.id}/functions/telemetry'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    retryPolicy: retryPolicy
    deadLetterWithResourceIdentity: deadLetters
  }
}

resource deviceEvents 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: hubTopic
  name: 'device-events'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: [
        'Microsoft.Devices.DeviceConnected'
        'Microsoft.Devices.DeviceDisconnected'
        'Microsoft.Devices.DeviceCreated'
        'Microsoft.Devices.DeviceDeleted'
      ]
    }
    destination: {
      endpointType: 'AzureFunction'
      properties: {
        resourceId: '${site.id}/functions/device-events'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    retryPolicy: retryPolicy
    deadLetterWithResourceIdentity: deadLetters
  }
}

resource messageEvents 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: messageTopic
  name: 'message-events'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: [
        'Microsoft.Communication.SMSReceived'
        'Microsoft.Communication.SMSDeliveryReportReceived'
        'Microsoft.Communication.EmailDeliveryReportReceived'
      ]
    }
    destination: {
      endpointType: 'AzureFunction'
      properties: {
        resourceId: '${site.id}/functions/message-events'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    retryPolicy: retryPolicy
    deadLetterWithResourceIdentity: deadLetters
  }
}
