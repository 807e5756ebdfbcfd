metadata description = 'Two identities: what the app may do, and what the hub and Event Grid may do. Neither has a secret.'

import { identityType, placeType } from '../types.bicep'

@description('Where it belongs.')
param place placeType

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: place.names.appIdentity
  location: place.location
  tags: place.tags
}

resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: place.names.eventsIdentity
  location: place.location
  tags: place.tags
}

@description('Identity of the app.')
output app identityType = {
  id: app.id
  clientId: app.properties.clientId
  principalId: app.properties.principalId
}
@description('Identity by which the hub and Event Grid write.')
output events identityType = {
  id: events.id
  clientId: events.properties.clientId
  principalId: events.properties.principalId
}
