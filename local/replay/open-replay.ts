/** A recording in a data folder: which one it is, how far it has been played, and what is said about it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Worker } from '../host/types.ts';
import { readValue, writeValue } from '../store/values.ts';
import { type Hold, newHold } from './held-clock.ts';
import { type Reading, type Recording, readRecording } from './recording.ts';
import { createReplay, type ReplayOptions } from './replay.ts';

export interface ReplayFile extends Reading {
  readonly file: string;
  readonly deviceType: string;
}

export interface Replay {
  /** Plant time of the first row. */
  readonly startAt: number;
  readonly hold: Hold;
  /** What it is, in a sentence or two. */
  readonly says: readonly string[];
  worker(with_: Pick<ReplayOptions, 'clock' | 'post'> & { readonly timeZone: string; readonly say: Say }): Worker;
}

type Say = (at: number, text: string) => void;
interface Progress {
  readonly file: string;
  readonly sent: number;
}
const key = 'recording';

/** Throws, with what would be right, when the file cannot be played, or when the folder was filled from another one. */
export function openReplay(db: DatabaseSync, given: ReplayFile, data: string): Replay {
  const text = textOf(given.file);
  const read = readRecording(text, given);
  if (!read.ok) throw new Error(`The file ${given.file} ${read.says}`);
  const { recording } = read;
  const file = createHash('sha256').update(`${given.deviceType}\n${text}`).digest('hex');
  const before = readValue(db, key) as Progress | undefined;
  if (before && before.file !== file)
    throw new Error(`The folder ${data} was filled from another recording: delete it, or choose another one with --data.`);
  const sent = before?.sent ?? 0;
  const id = deviceIdOf(given.file);
  const hold = newHold(recording.rows[sent]?.at);
  return {
    startAt: (recording.rows[0] as Recording['rows'][number]).at,
    hold,
    says: sayings(given.file, recording, { id, sent, data }),
    worker({ clock, post, timeZone, say }) {
      const told = progressTold(recording.rows.length, sent);
      return createReplay({
        ...{ clock, recording, sent, post },
        device: { id, type: given.deviceType, timeZone },
        onSent(rows, next) {
          // Written before the clock may go on: no time is ever handed out that lies behind a row that a restart would send again.
          writeValue(db, key, { file, sent: rows });
          hold.at(next);
          told(rows, line => say(clock.now(), line));
        },
      });
    },
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`There is no file ${file}: --replay names a file of comma-separated values.`);
    throw new Error(`The file ${file} cannot be read: ${message}`);
  }
}

/** The file's name, as far as a hub would take it for a device. */
function deviceIdOf(file: string): string {
  const id = basename(file, extname(file))
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 40);
  return id || 'recording';
}

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

function sayings(file: string, recording: Recording, at: { id: string; sent: number; data: string }): readonly string[] {
  const { rows, signals, leftOut, outOfOrder } = recording;
  const [first, last] = [rows.at(0)?.at ?? 0, rows.at(-1)?.at ?? 0];
  const left = Object.entries(leftOut).flatMap(([why, many]) => (many > 0 ? [`${many} (${why})`] : []));
  const go = at.sent === 0 ? [] : at.sent < rows.length ? [`It goes on after row ${at.sent}.`] : [throughAlready(at.data)];
  return [
    `Recording ${basename(file)} as device ${at.id}: ${rows.length} rows from ${iso(first)} to ${iso(last)}.`,
    `Signals: ${signals.join(', ')}. Time: ${recording.timeColumn}.`,
    ...(left.length > 0 ? [`Rows left out: ${left.join(', ')}.`] : []),
    ...(outOfOrder > 0
      ? [`${outOfOrder === 1 ? '1 row stands' : `${outOfOrder} rows stand`} behind a later one; all are played by their times.`]
      : []),
    ...go,
  ];
}

const throughAlready = (data: string): string =>
  `It is through: to play it from its start, delete the folder ${data}, or choose another one with --data.`;

/** Every tenth of the way is told once. */
function progressTold(all: number, sent: number): (rows: number, say: (line: string) => void) => void {
  let told = Math.floor((sent / all) * 10);
  return (rows, say) => {
    const tenth = Math.floor((rows / all) * 10);
    if (tenth <= told) return;
    told = tenth;
    say(
      tenth < 10
        ? `recording ${tenth * 10} %: ${rows} of ${all} rows`
        : `the recording is through: ${all} rows. The system stays up; end it with Ctrl-C`,
    );
  };
}
