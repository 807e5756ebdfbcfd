/** What a door hands to the engine. Times are ms since the epoch, UTC. */

export type Value = number | string | boolean;

/** What every event about a device carries. `messageId` is the key by which a second delivery is recognised (with hub and device). */
interface AboutDevice {
  /** Hub-stamped device id; its case counts. Never taken from the body. */
  readonly device: string;
  /** Name of the hub, lower-cased. */
  readonly hub: string;
  /** The device's own message id when it sends one (a device's retry makes a new event id), else the id of the event. */
  readonly messageId: string;
  /** Event time: when it happened at the device. */
  readonly at: number;
  /** W3C trace parent of the device's message, validated; a link, never a parent (it is untrusted). */
  readonly traceparent?: string;
}

/** One telemetry message: the values of some signals at one instant. */
export interface Reading extends AboutDevice {
  readonly kind: 'reading';
  /** Top-level finite numbers, strings, booleans of the body; objects give dotted names, at most 3 deep. */
  readonly signals: Readonly<Record<string, Value>>;
  /** Application properties that are tags, `deviceType` and `name` among them. A tag that is absent leaves the remembered one unchanged. */
  readonly tags: Readonly<Record<string, string>>;
  /** The device's clock was more than 5 minutes ahead of the hub's: `at` is the hub's time. */
  readonly clockAhead?: true;
}

/** The hub saw the device connect or disconnect. Ordered by `sequence` alone (64 hex digits, compared as text). */
export interface ConnectionChange extends AboutDevice {
  readonly kind: 'connection';
  readonly connected: boolean;
  readonly sequence: string;
}

export interface DeviceCreated extends AboutDevice {
  readonly kind: 'created';
}

export interface DeviceDeleted extends AboutDevice {
  readonly kind: 'deleted';
}

export type DeviceEvent = Reading | ConnectionChange | DeviceCreated | DeviceDeleted;

/** News of a message that we sent, or of one that a person sent us. */
export type MessageEvent =
  | {
      readonly kind: 'sms-report';
      readonly id: string;
      readonly messageId: string;
      readonly tag?: string;
      readonly to: string;
      readonly delivered: boolean;
      readonly details: string;
      readonly at: number;
    }
  | {
      readonly kind: 'email-report';
      readonly id: string;
      readonly messageId: string;
      readonly to: string;
      readonly delivered: boolean;
      readonly details: string;
      readonly at: number;
    }
  | {
      readonly kind: 'sms-received';
      readonly id: string;
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly at: number;
    };

/**
 * What became of a raw event at the door: decoded; filtered (ours, but of no interest, and why); or bad: parked with a code,
 * the place in the document and a sentence.
 */
export type Decoded<Event> =
  | { readonly ok: true; readonly event: Event }
  | { readonly ok: false; readonly kind: 'filtered'; readonly because: string }
  | { readonly ok: false; readonly kind: 'bad'; readonly code: string; readonly at: string; readonly why: string };
