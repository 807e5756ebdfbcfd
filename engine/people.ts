/** A person of the directory. Contacts live in one table and nowhere else. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** BCP 47, default `en`. */
  readonly language?: string;
  readonly timeZone?: string;
  readonly email?: string;
  /** E.164, with the plus. */
  readonly phone?: string;
  readonly teams?: readonly string[];
  readonly roles?: readonly string[];
}

export type Channel = 'email' | 'sms';
