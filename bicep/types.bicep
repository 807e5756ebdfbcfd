metadata description = 'Words that several templates share.'

import { namesType } from 'names.bicep'

@export()
@description('How telemetry comes in. Device and message events always come through Event Grid.')
type telemetryRouteType = 'eventGrid' | 'eventHubs'

@export()
@description('Where everything of one environment is, and what it is called.')
@sealed()
type placeType = {
  @description('Names of its resources.')
  names: namesType
  @description('Azure region.')
  location: string
  @description('Tags of every resource.')
  tags: { *: string }
}

@export()
@description('An identity that resources act as.')
@sealed()
type identityType = {
  @description('Resource id.')
  id: string
  @description('What an app says to choose it.')
  clientId: string
  @description('What roles are given to.')
  principalId: string
}

@export()
@description('Who deploys and operates, for the rights to enter people, register devices and look at what was parked.')
@sealed()
type operatorType = {
  @description('Object id in Entra ID.')
  id: string
  @description('What kind of principal it is.')
  kind: 'User' | 'Group' | 'ServicePrincipal'
}

@export()
@description('A domain of our own that mails come from: DoNotReply@NAME.')
@sealed()
type senderDomainType = {
  @description('Domain name as alarms.example.com.')
  name: string
  @description('Whether its DNS records were verified. Until then mails come from the domain that Azure manages.')
  verified: bool
}

@export()
@description('How large an environment is.')
@sealed()
type sizeType = {
  @description('Where copies of everything stored lie: in one building (LRS) or in three zones (ZRS).')
  storageSku: 'Standard_LRS' | 'Standard_ZRS'
  @description('IoT Hub: a unit of S1 takes 400,000 messages of 4 KB a day, of S2 6 million, of S3 300 million.')
  hub: hubSizeType
  @description('The function app.')
  app: appSizeType
  @description('Event Hubs, when telemetry goes that way.')
  eventHubs: eventHubsSizeType
  @description('Logs and traces.')
  logs: logSizeType
}

@export()
@description('Size of the IoT Hub.')
@sealed()
type hubSizeType = {
  @description('Edition.')
  sku: 'S1' | 'S2' | 'S3'
  @description('Units of that edition.')
  @minValue(1)
  @maxValue(200)
  units: int
}

@export()
@description('Size of the function app.')
@sealed()
type appSizeType = {
  @description('Memory of an instance, MB.')
  memoryMB: 512 | 2048 | 4096
  @description('Instances at most: also the limit of what a flood can cost.')
  @minValue(40)
  @maxValue(1000)
  instancesMax: int
  @description('Whether one instance of each door that a page waits for is kept warm. Without it the first alarm after a quiet hour waits for a cold start.')
  warm: bool
  @description('Whether instances are spread over zones.')
  zoneRedundant: bool
}

@export()
@description('Size of the Event Hubs namespace.')
@sealed()
type eventHubsSizeType = {
  @description('Throughput units: each takes 1 MB or 1,000 messages a second.')
  @minValue(1)
  @maxValue(40)
  throughputUnits: int
  @description('Partitions: as many batches are worked on at once. It cannot be lowered later.')
  @minValue(1)
  @maxValue(32)
  partitions: int
  @description('How long unread telemetry is kept, hours: longer than the longest outage that must lose nothing.')
  @minValue(1)
  @maxValue(168)
  retentionHours: int
}

@export()
@description('Size of the log store.')
@sealed()
type logSizeType = {
  @description('How long logs and traces are kept, days.')
  @minValue(30)
  @maxValue(730)
  retentionDays: int
  @description('GB a day at most, then nothing more is taken until the next day; -1 is no limit.')
  @minValue(-1)
  dailyGB: int
}
