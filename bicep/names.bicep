metadata description = 'What everything is called: the same names in both templates, computed and never passed on by hand.'

@export()
@description('Names of the resources of one environment.')
@sealed()
type namesType = {
  @description('Resource group that holds everything.')
  group: string
  @description('Identity of the app.')
  appIdentity: string
  @description('Identity by which the hub and Event Grid write: routed telemetry, dead letters.')
  eventsIdentity: string
  @description('Storage account.')
  @minLength(3)
  @maxLength(24)
  storage: string
  @description('IoT Hub.')
  hub: string
  @description('Event Hubs namespace, when telemetry goes that way.')
  eventHubs: string
  @description('System topic of the hub.')
  hubTopic: string
  @description('System topic of Communication Services.')
  messageTopic: string
  @description('Topic that alarm events go out to.')
  alarmTopic: string
  @description('Communication Services.')
  communication: string
  @description('E-mail service.')
  email: string
  @description('Durable Task Scheduler.')
  scheduler: string
  @description('Plan of the app.')
  plan: string
  @description('Function app.')
  app: string
  @description('Log Analytics workspace.')
  workspace: string
  @description('Application Insights.')
  insights: string
}

@export()
@description('The names of an environment. Those that must be unique in the world end in a token of subscription, environment and place.')
func namesOf(subscriptionId string, environmentName string, location string) namesType => {
  group: 'rg-tocsin-${environmentName}'
  appIdentity: 'id-tocsin-${environmentName}-app'
  eventsIdentity: 'id-tocsin-${environmentName}-events'
  storage: 'st${uniqueString(subscriptionId, environmentName, location)}'
  hub: 'iot-${uniqueString(subscriptionId, environmentName, location)}'
  eventHubs: 'evhns-${uniqueString(subscriptionId, environmentName, location)}'
  hubTopic: 'evgst-tocsin-${environmentName}-hub'
  messageTopic: 'evgst-tocsin-${environmentName}-messages'
  alarmTopic: 'evgt-${uniqueString(subscriptionId, environmentName, location)}'
  communication: 'acs-${uniqueString(subscriptionId, environmentName, location)}'
  email: 'email-${uniqueString(subscriptionId, environmentName, location)}'
  scheduler: 'dts-${uniqueString(subscriptionId, environmentName, location)}'
  plan: 'plan-tocsin-${environmentName}'
  app: 'func-${uniqueString(subscriptionId, environmentName, location)}'
  workspace: 'log-tocsin-${environmentName}'
  insights: 'appi-tocsin-${environmentName}'
}
