// For trying it out: the smallest of everything. The first alarm after a quiet hour waits for a cold start.
using 'main.bicep'

param environmentName = 'dev'
param location = 'northeurope'
param size = {
  storageSku: 'Standard_LRS'
  hub: { sku: 'S1', units: 1 }
  app: { memoryMB: 2048, instancesMax: 40, warm: false, zoneRedundant: false }
  eventHubs: { throughputUnits: 1, partitions: 2, retentionHours: 24 }
  logs: { retentionDays: 30, dailyGB: 1 }
}
