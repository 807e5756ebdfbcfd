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

interface EffectInput {
  readonly alarmId: string;
  readonly key: string;
}

export interface Activities {
  'plan-next': { in: { readonly alarmId: string; readonly look: number }; out: NextStep };
  relay: { in: { readonly alarmId: string; readonly instanceId: string }; out: { readonly outcome: string } };
  'send-sms': { in: EffectInput; out: Outcome };
  'send-email': { in: EffectInput; out: Outcome };
  'open-case': { in: EffectInput; out: Outcome };
  'close-case': { in: EffectInput; out: Outcome };
  'publish-event': { in: EffectInput; out: Outcome };
}
