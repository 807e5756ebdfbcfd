/** The night shift: what happens at the plant and how people answer, as data. Times are plant minutes. */
import type { Value } from '../../engine/events/event.ts';

/** Minutes since the happening began, and the value from then on: numbers are joined by straight lines, the rest are steps. */
export type Curve = readonly (readonly [minute: number, value: Value])[];

/** How a person who is paged about it behaves. Pages of other steps go unanswered. */
export interface Behaviour {
  /** Step of the policy whose page is answered. */
  readonly step: number;
  /** So long after the page arrived. */
  readonly afterMinutes: number;
  readonly via: 'sms' | 'link';
  readonly says: 'have-it' | 'cannot';
}

export interface Happening {
  /** Minutes since the story began. */
  readonly at: number;
  /** It is over so many minutes later: the device is as it always is. */
  readonly lasts: number;
  readonly device: string;
  readonly captions: readonly (readonly [minute: number, text: string])[];
  /** Signals that are not as usual meanwhile. */
  readonly signals?: Readonly<Record<string, Curve>>;
  /** A gateway without power: it and all that is behind it is not heard. */
  readonly dark?: true;
  readonly people?: readonly Behaviour[];
}

/** The story begins anew after so many minutes. */
export const storyMinutes = 6 * 60;

export const nightShift: readonly Happening[] = [
  {
    at: 2,
    lasts: 13,
    device: 'leak-oslo-01',
    captions: [
      [0, 'water on the floor'],
      [13, 'the valve is closed, the floor is dry'],
    ],
    signals: { leak: [[0, true]] },
    people: [{ step: 1, afterMinutes: 2, via: 'sms', says: 'have-it' }],
  },
  {
    at: 5,
    lasts: 45,
    device: 'frz-oslo-07',
    captions: [
      [0, 'the door is left open'],
      [32, 'the door is closed'],
    ],
    signals: {
      temperature: [
        [0, -20],
        [2, -13],
        [10, -12],
        [11, -8],
        [32, -7],
        [38, -19],
        [45, -20.5],
      ],
      doorOpen: [
        [0, true],
        [32, false],
      ],
    },
    people: [{ step: 2, afterMinutes: 1.5, via: 'sms', says: 'have-it' }],
  },
  {
    at: 62,
    lasts: 4,
    device: 'frz-bergen-03',
    captions: [[0, 'the door is open for four minutes: nobody needs to know']],
    signals: {
      temperature: [
        [0, -9],
        [4, -12],
      ],
      doorOpen: [[0, true]],
    },
  },
  {
    at: 70,
    lasts: 30,
    device: 'gw-bergen-2',
    captions: [
      [0, 'power is lost'],
      [30, 'power is back'],
    ],
    dark: true,
    people: [{ step: 1, afterMinutes: 4, via: 'link', says: 'have-it' }],
  },
  {
    at: 110,
    lasts: 40,
    device: 'pump-bergen-01',
    captions: [
      [0, 'a bearing runs dry'],
      [40, 'the bearing is greased'],
    ],
    signals: {
      vibration: [
        [0, 2],
        [5, 8.2],
        [40, 8.4],
      ],
    },
    people: [{ step: 1, afterMinutes: 3, via: 'sms', says: 'have-it' }],
  },
  {
    at: 125,
    lasts: 20,
    device: 'cold-tromso-01',
    captions: [
      [0, 'a pallet keeps the door open'],
      [14, 'the pallet is gone, the door shuts'],
    ],
    signals: {
      temperature: [
        [0, 3.5],
        [4, 6.5],
        [14, 7.4],
        [20, 3.5],
      ],
      door: [
        [0, 'open'],
        [14, 'closed'],
      ],
    },
    people: [{ step: 1, afterMinutes: 2, via: 'sms', says: 'have-it' }],
  },
  {
    at: 150,
    lasts: 4,
    device: 'gw-tromso-1',
    captions: [[0, 'the router restarts: nobody needs to know']],
    dark: true,
  },
  {
    at: 165,
    lasts: 60,
    device: 'srv-tromso-01',
    captions: [
      [0, 'an air conditioner stops'],
      [40, 'the air conditioner runs again'],
    ],
    signals: {
      temperature: [
        [0, 22],
        [20, 32],
        [40, 33],
        [60, 22],
      ],
    },
    people: [
      { step: 1, afterMinutes: 2, via: 'link', says: 'cannot' },
      { step: 2, afterMinutes: 3, via: 'sms', says: 'have-it' },
    ],
  },
  {
    at: 230,
    lasts: 60,
    device: 'tank-oslo-01',
    captions: [
      [0, 'the generator runs its tank down'],
      [50, 'the tank is filled'],
    ],
    signals: {
      level: [
        [0, 60],
        [20, 8],
        [49, 6],
        [50, 60],
      ],
    },
    people: [{ step: 1, afterMinutes: 10, via: 'link', says: 'have-it' }],
  },
  {
    at: 270,
    lasts: 75,
    device: 'frz-bergen-02',
    captions: [
      [0, 'the compressor trips; nobody hears the phone tonight'],
      [60, 'the compressor is reset'],
    ],
    signals: {
      temperature: [
        [0, -20],
        [12, -9],
        [20, -6],
        [60, -4],
        [68, -19],
        [75, -20.5],
      ],
    },
    people: [{ step: 3, afterMinutes: 4, via: 'sms', says: 'have-it' }],
  },
];

/** What is alarmed without being in the story is answered like this. */
export const usualBehaviour: readonly Behaviour[] = [{ step: 1, afterMinutes: 2, via: 'sms', says: 'have-it' }];
