// After the code of prod.bicepparam is there: who hears what.
using 'subscriptions.bicep'

param environmentName = 'prod'
param location = 'northeurope'
