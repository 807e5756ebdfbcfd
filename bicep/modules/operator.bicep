metadata description = 'What whoever deploys may do by hand: enter people, register devices, look at drivers and at what was parked.'

import { operatorType, placeType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('Who it is.')
param operator operatorType
@description('Table that people are entered in.')
param peopleTable string
@description('Containers to look into.')
param containers string[]
@description('Name of the task hub.')
param taskHub string

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: place.names.storage

  resource blob 'blobServices' existing = {
    name: 'default'
    resource contained 'containers' existing = [for name in containers: { name: name }]
  }

  resource table 'tableServices' existing = {
    name: 'default'
    resource people 'tables' existing = { name: peopleTable }
  }
}

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' existing = { name: place.names.hub }

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = {
  name: place.names.scheduler
  resource hub 'taskHubs' existing = { name: taskHub }
}

var roleType = 'Microsoft.Authorization/roleDefinitions'

resource enterPeople 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::table::people
  name: guid(account::table::people.id, operator.id, roles.tableDataContributor)
  properties: {
    principalId: operator.id
    principalType: operator.kind
    roleDefinitionId: subscriptionResourceId(roleType, roles.tableDataContributor)
  }
}

resource look 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in containers: {
    scope: account::blob::contained[i]
    name: guid(account::blob::contained[i].id, operator.id, roles.blobDataReader)
    properties: {
      principalId: operator.id
      principalType: operator.kind
      roleDefinitionId: subscriptionResourceId(roleType, roles.blobDataReader)
    }
  }
]

resource registerDevices 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, operator.id, roles.hubDataContributor)
  properties: {
    principalId: operator.id
    principalType: operator.kind
    roleDefinitionId: subscriptionResourceId(roleType, roles.hubDataContributor)
  }
}

resource watchDrivers 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, operator.id, roles.durableTaskDataContributor)
  properties: {
    principalId: operator.id
    principalType: operator.kind
    roleDefinitionId: subscriptionResourceId(roleType, roles.durableTaskDataContributor)
  }
}
