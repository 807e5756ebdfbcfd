/** The value that the genuine durable client is made from. */

export interface Addresses {
  /** Where this host is reached, without a slash at the end. */
  readonly baseUrl: string;
  /** Path of the client's own door, with a slash at both ends. */
  readonly rpcPath: string;
  readonly hubName: string;
}

export const webhookPath = '/runtime/webhooks/durabletask/';

/** JSON text of the binding. The client uses `rpcBaseUrl` for all that it does; the other addresses are for people and for checks of shape. */
export function bindingText({ baseUrl, rpcPath, hubName }: Addresses): string {
  const base = `${baseUrl}${webhookPath.slice(0, -1)}`;
  const start = `${base}/orchestrators/{functionName}[/{instanceId}]`;
  return JSON.stringify({
    taskHubName: hubName,
    creationUrls: {
      createNewInstancePostUri: start,
      createAndWaitOnNewInstancePostUri: `${start}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}`,
    },
    managementUrls: managementUrls(base, 'INSTANCEID'),
    baseUrl: base,
    requiredQueryStringParameters: '',
    rpcBaseUrl: `${baseUrl}${rpcPath}`,
  });
}

export function managementUrls(base: string, id: string): Readonly<Record<string, string>> {
  const one = `${base}/instances/${id}`;
  return {
    id,
    statusQueryGetUri: one,
    sendEventPostUri: `${one}/raiseEvent/{eventName}`,
    terminatePostUri: `${one}/terminate?reason={text}`,
    rewindPostUri: `${one}/rewind?reason={text}`,
    purgeHistoryDeleteUri: one,
    restartPostUri: `${one}/restart`,
    suspendPostUri: `${one}/suspend?reason={text}`,
    resumePostUri: `${one}/resume?reason={text}`,
  };
}
