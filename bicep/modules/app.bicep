metadata description = 'The function app on Flex Consumption, and what it is told.'

import { appSizeType, identityType, placeType, telemetryRouteType } from '../types.bicep'

@description('Where it belongs.')
param place placeType
@description('Memory, instances, warmth.')
param size appSizeType
@description('Version of Node.js.')
param nodeVersion '22' | '24'
@description('Identity of the app.')
param identity identityType
@description('Where blobs are found.')
param blobEndpoint string
@description('Container that the code is deployed to.')
param codeContainer string
@description('How telemetry comes in.')
param telemetryRoute telemetryRouteType
@description('Workspace for metrics.')
param workspaceId string

// One instance of each group of functions that a page waits for.
var warm = ['http', 'durable', telemetryRoute == 'eventGrid' ? 'function:telemetry' : 'function:telemetry-hub']

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: place.names.plan
  location: place.location
  tags: place.tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: size.zoneRedundant }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: place.names.app
  location: place.location
  tags: union(place.tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' }
    functionAppConfig: {
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: size.memoryMB
        maximumInstanceCount: size.instancesMax
        alwaysReady: [for name in size.warm ? warm : []: { name: name, instanceCount: 1 }]
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${codeContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
    }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeployPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: site
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Address of the app.')
output url string = 'https://${site.properties.defaultHostName}'
