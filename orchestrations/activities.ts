/** What the driver of an alarm asks of the activities, by name. Inputs and outputs are objects: they cross the durable boundary as JSON. */

/** One effect that is due: the activity that does it, and the row of the alarm that says what it is. */
export interface Order {
  readonly activity: 'send-sms' | 'send-email' | 'open-case' | 'close-case' | 'publish-event';
  /** Key of the ledger row, or id of the case or event row. */
  readonly key: string;
}

export type NextStep =
  | { readonly kind: 'over'; readonly outcome: string }
  | { readonly kind: 'relay' }
  | { readonly kind: 'go'; readonly orders: readonly Order[]; readonly lookAgainAt: string };

/** What became of an order. `lookAgainAt`: it is not settled, or changed what is due next (a failed send brings the next channel). */
export interface Outcome {
  readonly state: string;
  readonly lookAgainAt?: string;
}

/** Which alarm, and the work that this is a part of: a W3C trace parent, none in a driver that was started before there was one. */
interface OfAlarm {
  readonly alarmId: string;
  readonly traceparent?: string | undefined;
}

export interface EffectInput extends OfAlarm {
  readonly key: string;
}

/** Activities that do what was ordered. */
export type Effect = Order['activity'];

/** What a driver is started with. */
export type DriverInput = OfAlarm;

export interface Activities {
  'plan-next': { in: OfAlarm & { readonly look: number }; out: NextStep };
  relay: { in: OfAlarm & { readonly instanceId: string }; out: { readonly outcome: string } };
  'send-sms': { in: EffectInput; out: Outcome };
  'send-email': { in: EffectInput; out: Outcome };
  'open-case': { in: EffectInput; out: Outcome };
  'close-case': { in: EffectInput; out: Outcome };
  'publish-event': { in: EffectInput; out: Outcome };
}
