// The other way for telemetry, at the size of prod: compiled and compared like the two environments that ship.
using '../../bicep/main.bicep'
extends '../../bicep/prod.bicepparam'

param telemetryRoute = 'eventHubs'
param senderDomain = { name: 'alarms.example.com', verified: true }
param smsFrom = '+4721000000'
param dataverseUrl = 'https://example.crm4.dynamics.com'
param dataverseAccount = '00000000-0000-0000-0000-00000000000c'
param operator = { id: '00000000-0000-0000-0000-00000000000a', kind: 'User' }
