metadata description = 'The Event Grid subscriptions: deployed after the code, as Event Grid asks each function whether it is there.'

targetScope = 'subscription'

import { namesOf } from 'names.bicep'
import { telemetryRouteType } from 'types.bicep'

@description('Name of the environment, as in main.bicep.')
@minLength(2)
@maxLength(16)
param environmentName string
@description('Azure region, as in main.bicep.')
param location string
@description('How telemetry comes in, as in main.bicep.')
param telemetryRoute telemetryRouteType = 'eventGrid'

var names = namesOf(subscription().subscriptionId, environmentName, location)

module eventSubscriptions 'modules/event-subscriptions.bicep' = {
  scope: resourceGroup(names.group)
  params: { names: names, telemetryRoute: telemetryRoute, deadLetterContainer: 'deadletters' }
}
