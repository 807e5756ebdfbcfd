metadata description = 'Where logs, traces and metrics go: one workspace, and Application Insights on it. Both take identities only.'

import { logSizeType, placeType } from '../types.bicep'
import { roles } from '../roles.bicep'

@description('Where it belongs.')
param place placeType
@description('How much is kept, and how long.')
param size logSizeType
@description('Principal of the app, which sends its telemetry.')
param appPrincipalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: place.names.workspace
  location: place.location
  tags: place.tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: size.retentionDays
    workspaceCapping: { dailyQuotaGb: size.dailyGB }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: place.names.insights
  location: place.location
  tags: place.tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, place.names.appIdentity, roles.monitoringMetricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id
@description('Where telemetry is sent. It names a place and opens nothing: keys are switched off.')
output connectionString string = insights.properties.ConnectionString
