metadata description = 'The IoT Hub: what devices are (twin tags) is stamped on their telemetry, which is routed to one door.'

import { hubSizeType, identityType, placeType, telemetryRouteType } from '../types.bicep'

@description('Where it belongs.')
param place placeType
@description('Edition and units.')
param size hubSizeType
@description('How telemetry comes in.')
param telemetryRoute telemetryRouteType
@description('Event hub that telemetry goes to, when it goes that way.')
param eventHub string
@description('Twin tags that are stamped on telemetry, so that rules and messages can name them. A hub takes ten.')
@maxLength(10)
param deviceTags string[]
@description('Identity by which the hub writes to Event Hubs. It must have its role before.')
param events identityType
@description('Workspace for logs and metrics.')
param workspaceId string

// The name is the one under which the hub itself makes this route: without it here, the next deployment would remove it.
var routes = {
  eventGrid: { name: 'RouteToEventGrid', endpoint: 'eventgrid' }
  eventHubs: { name: 'RouteToEventHubs', endpoint: eventHub }
}
var route = routes[telemetryRoute]

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: place.names.hub
  location: place.location
  tags: place.tags
  sku: { name: size.sku, capacity: size.units }
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${events.id}': {} } }
  properties: {
    minTlsVersion: '1.2'
    // Keys of the hub are off; keys and certificates of devices stay.
    disableLocalAuth: true
    routing: {
      endpoints: {
        eventHubs: telemetryRoute == 'eventHubs'
          ? [
              {
                name: eventHub
                authenticationType: 'identityBased'
                identity: { userAssignedIdentity: events.id }
                endpointUri: 'sb://${place.names.eventHubs}.servicebus.windows.net'
                entityPath: eventHub
              }
            ]
          : []
      }
      routes: [
        {
          name: route.name
          source: 'DeviceMessages'
          condition: 'true'
          endpointNames: [route.endpoint]
          isEnabled: true
        }
      ]
      fallbackRoute: {
        name: '$fallback'
        source: 'DeviceMessages'
        condition: 'true'
        endpointNames: ['events']
        isEnabled: true
      }
      enrichments: concat(
        map(deviceTags, tag => {
          key: tag
          value: '$twin.tags.${tag}'
          endpointNames: [route.endpoint, 'events']
        }),
        route.endpoint == 'eventgrid'
          ? []
          : [
              {
                key: 'hub' // names the hub on routes that do not: a message that comes by two of them is known for the same
                value: '$iothubname'
                endpointNames: [route.endpoint]
              }
            ]
      )
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: hub
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
