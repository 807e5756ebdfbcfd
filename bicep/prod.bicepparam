// For alarms that people rely on: everything in three zones, the doors kept warm, logs without a daily limit.
using 'main.bicep'

param environmentName = 'prod'
param location = 'northeurope'
param size = {
  storageSku: 'Standard_ZRS'
  hub: { sku: 'S1', units: 2 }
  app: { memoryMB: 2048, instancesMax: 100, warm: true, zoneRedundant: true }
  eventHubs: { throughputUnits: 2, partitions: 8, retentionHours: 72 }
  logs: { retentionDays: 90, dailyGB: -1 }
}
// Most readings raise nothing; a tenth of their traces says enough of how long they take.
param quietTraces = '0.1'
