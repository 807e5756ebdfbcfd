// What azd deploys: the sizes of dev (or of whatever stands after `extends`), under the name and in the place that azd asked for.
using 'main.bicep'
extends 'dev.bicepparam'

var principal = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
var principalKind = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'northeurope')
param smsFrom = readEnvironmentVariable('TOCSIN_SMS_FROM', '')
param dataverseUrl = readEnvironmentVariable('TOCSIN_DATAVERSE_URL', '')
param dataverseAccount = readEnvironmentVariable('TOCSIN_DATAVERSE_ACCOUNT', '')
param operator = empty(principal)
  ? null
  : { id: principal, kind: principalKind == 'ServicePrincipal' ? 'ServicePrincipal' : 'User' }
