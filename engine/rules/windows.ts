/** Windows over the readings of one signal: (t − w, t], moved forward only, never recomputed from scratch per reading. */
import { addExactly, type Partials, totalOf } from './exact-sum.ts';
import { countOf, firstOf, lastOf, maxOf, minOf, type Samples, sumOf } from './samples.ts';

export type Over = 'average' | 'min' | 'max' | 'sum' | 'range' | 'change';

/** Undefined value: not observed for so long yet, or no reading in the window. `dueAt`: when this can change without a reading. */
export interface Look {
  readonly value?: number;
  /** Readings in the window. */
  readonly n?: number;
  readonly dueAt?: number;
}
export type Window = (at: number) => Look;

export function windowOver(samples: Samples, over: Over, spanMs: number): Window {
  const look = lookOver(samples, over, spanMs);
  return at => (at - samples.heldFrom < spanMs ? { dueAt: samples.heldFrom + spanMs } : look(at));
}

function lookOver(samples: Samples, over: Over, spanMs: number): Window {
  if (over === 'average' || over === 'sum') return sumOver(samples, spanMs, over === 'average');
  if (over === 'change') return changeOver(samples, spanMs);
  if (over !== 'range') return extremeOver(samples, spanMs, over === 'max' ? 1 : -1);
  const [max, min] = [extremeOver(samples, spanMs, 1), extremeOver(samples, spanMs, -1)];
  return at => rangeOf(max(at), min(at));
}

function sumOver(samples: Samples, spanMs: number, average: boolean): Window {
  const sum: Partials = [];
  let n = 0;
  let head = 0;
  let tail = 0;
  return at => {
    for (; head < tail && samples.at[head]! <= at - spanMs; head += 1) {
      addExactly(sum, -sumOf(samples, head));
      n -= countOf(samples, head);
    }
    for (; tail < samples.at.length; tail += 1) {
      if (samples.at[tail]! <= at - spanMs) head = tail + 1;
      else {
        addExactly(sum, sumOf(samples, tail));
        n += countOf(samples, tail);
      }
    }
    return head === tail ? {} : { value: totalOf(sum) / (average ? n : 1), n, dueAt: samples.at[head]! + spanMs };
  };
}

function changeOver(samples: Samples, spanMs: number): Window {
  let head = 0;
  return at => {
    while (head < samples.at.length && samples.at[head]! <= at - spanMs) head += 1;
    const last = samples.at.length - 1;
    return head > last ? {} : { value: lastOf(samples, last) - firstOf(samples, head), dueAt: samples.at[head]! + spanMs };
  };
}

/** The candidates are kept in a queue whose front is the extreme: a reading drives out all before it that it beats. */
function extremeOver(samples: Samples, spanMs: number, sign: 1 | -1): Window {
  const extremeOf = sign === 1 ? maxOf : minOf;
  const queue: number[] = [];
  let front = 0;
  let tail = 0;
  return at => {
    for (; tail < samples.at.length; tail += 1) {
      const newest = extremeOf(samples, tail);
      while (queue.length > front && (extremeOf(samples, queue.at(-1)!) - newest) * sign <= 0) queue.pop();
      queue.push(tail);
    }
    while (front < queue.length && samples.at[queue[front]!]! <= at - spanMs) front += 1;
    if (front > 1_000) front -= queue.splice(0, front).length;
    const extreme = queue[front];
    return extreme === undefined ? {} : { value: extremeOf(samples, extreme), dueAt: samples.at[extreme]! + spanMs };
  };
}

function rangeOf(max: Look, min: Look): Look {
  if (max.value === undefined || min.value === undefined) return {};
  return { value: max.value - min.value, dueAt: Math.min(max.dueAt!, min.dueAt!) };
}
