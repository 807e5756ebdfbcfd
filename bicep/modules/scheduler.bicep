metadata description = 'Where the drivers of alarms wait: a Durable Task Scheduler and its task hub.'

import { placeType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('Name of the task hub.')
param taskHub string
@description('Principal of the app.')
param appPrincipalId string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: place.names.scheduler
  location: place.location
  tags: place.tags
  properties: {
    // Open to every address, and to identities with a role only.
    ipAllowlist: ['0.0.0.0/0']
    sku: { name: 'Consumption' }
  }

  resource hub 'taskHubs' = { name: taskHub }
}

resource worker 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, place.names.appIdentity, roles.durableTaskDataContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.durableTaskDataContributor
    )
  }
}

@description('Where the scheduler is found.')
output endpoint string = scheduler.properties.endpoint
