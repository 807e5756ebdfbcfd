metadata description = 'Built-in roles by what they allow. Neither compiler nor snapshot can check an id: they are here once.'

@export()
@description('Ids of built-in role definitions.')
var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  eventGridDataSender: 'd5a91429-5739-47e2-a06b-3470a27159e7'
  eventHubsDataSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  eventHubsDataReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
  hubDataContributor: '4fc6c259-987e-4a07-842e-c321cc9d413f'
  communicationOwner: '09976791-48a7-449e-bb21-39d1a415f350'
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}
