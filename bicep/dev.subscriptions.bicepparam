// After the code of dev.bicepparam is there: who hears what.
using 'subscriptions.bicep'

param environmentName = 'dev'
param location = 'northeurope'
