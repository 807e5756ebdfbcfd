// What azd deploys: the sizes of dev, under the name and in the place that azd asked for.
using 'main.bicep'
extends 'dev.bicepparam'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'norwayeast')
param smsFrom = readEnvironmentVariable('TOCSIN_SMS_FROM', '')
