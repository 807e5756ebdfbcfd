/** Ids as IoT Hub gives them: ASCII, their case counts. Anything else was not stamped by a hub. */
const hubDevice = /^[A-Za-z0-9\-.+%_#*?!(),:=@$']{1,128}$/;

export const isDeviceId = (value: unknown): value is string => typeof value === 'string' && hubDevice.test(value);
