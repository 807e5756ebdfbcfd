/** Windows over the readings of one signal: (t − w, t], moved forward only, never recomputed from scratch per reading. */
import { addExactly, type Partials, totalOf } from './exact-sum.ts';

/** Readings of one signal, oldest first, those before `start` gone. Every reading later than `heldFrom` was kept. */
export interface Samples {
  readonly at: number[];
  readonly value: number[];
  start: number;
  heldFrom: number;
}

export type Over = 'average' | 'min' | 'max';

/** Undefined value: not observed for so long yet, or no reading in the window. `dueAt`: when this can change without a reading. */
export interface Look {
  readonly value?: number;
  readonly dueAt?: number;
}
export type Window = (at: number) => Look;

const mostSamples = 10_000;

/** Beyond the most that are kept the oldest goes. */
export function addSample(samples: Samples, at: number, value: number, needMs: number): void {
  samples.at.push(at);
  samples.value.push(value);
  while (samples.at[samples.start]! <= at - needMs || samples.at.length - samples.start > mostSamples) samples.start += 1;
}

export function windowOver(samples: Samples, over: Over, spanMs: number): Window {
  const look = over === 'average' ? averageOver(samples, spanMs) : extremeOver(samples, spanMs, over === 'max' ? 1 : -1);
  return at => (at - samples.heldFrom < spanMs ? { dueAt: samples.heldFrom + spanMs } : look(at));
}

function averageOver(samples: Samples, spanMs: number): Window {
  const sum: Partials = [];
  let head = samples.start;
  let tail = samples.start;
  const gone = (index: number, at: number) => samples.at[index]! <= at - spanMs || index < samples.start;
  return at => {
    for (; head < tail && gone(head, at); head += 1) addExactly(sum, -samples.value[head]!);
    for (; tail < samples.at.length; tail += 1) {
      if (gone(tail, at)) head = tail + 1;
      else addExactly(sum, samples.value[tail]!);
    }
    return head === tail ? {} : { value: totalOf(sum) / (tail - head), dueAt: samples.at[head]! + spanMs };
  };
}

/** The candidates are kept in a queue whose front is the extreme: a reading drives out all before it that it beats. */
function extremeOver(samples: Samples, spanMs: number, sign: 1 | -1): Window {
  const queue: number[] = [];
  let front = 0;
  let tail = samples.start;
  return at => {
    for (; tail < samples.at.length; tail += 1) {
      while (queue.length > front && (samples.value[queue.at(-1)!]! - samples.value[tail]!) * sign <= 0) queue.pop();
      queue.push(tail);
    }
    while (front < queue.length && (samples.at[queue[front]!]! <= at - spanMs || queue[front]! < samples.start)) front += 1;
    if (front > 1_000) front -= queue.splice(0, front).length;
    const extreme = queue[front];
    return extreme === undefined ? {} : { value: samples.value[extreme]!, dueAt: samples.at[extreme]! + spanMs };
  };
}
