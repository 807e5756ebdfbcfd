import { onCall } from '../engine/policies/on-call.ts';
import type { LoadedPolicy } from '../engine/policies/read-policy.ts';
import type { Given } from './arguments.ts';
import { chosen, folderOf, refused } from './chosen.ts';
import { type File, inFolder } from './files.ts';
import { type ExitCode, exitCodes, type Io, WrongUse } from './io.ts';
import { isoOf, momentOf, saidInFull } from './moment.ts';
import { readFiles } from './rule-folder.ts';

export async function oncall(given: Given, io: Io): Promise<ExitCode> {
  const read = readFiles(await policyFiles(given, io), io);
  if (refused(read, given, io)) return exitCodes.problems;
  const policies = read.files.flatMap(({ policy }) => (policy ? [policy] : []));
  const shown = policies.map(policy => duty(policy, given, io));
  if (given.has('--json')) io.out(JSON.stringify({ ok: true, policies: shown.map(asJson) }, null, 2));
  else io.out(shown.map(say).join('\n\n'));
  return exitCodes.good;
}

async function policyFiles(given: Given, io: Io): Promise<File[]> {
  const [name] = given.paths;
  const files = name === undefined ? inFolder(folderOf(given, io), io) : [await chosen(name, given, io)];
  const policies = files.filter(({ kind }) => kind === 'policy');
  if (policies.length > 0) return policies;
  throw new WrongUse(name === undefined ? `There is no policy in ${folderOf(given, io)}.` : `${name} is no policy.`);
}

interface Duty {
  readonly policy: LoadedPolicy;
  readonly at: number;
  readonly rotations: readonly { readonly id: string; readonly person: string }[];
}

function duty(policy: LoadedPolicy, given: Given, io: Io): Duty {
  const asked = given.value('--at');
  const at = asked === undefined ? io.now() : momentOf(asked, policy.document.timeZone);
  const rotations = Object.keys(policy.document.rotations ?? {}).map(id => ({ id, person: onCall(policy.document, id, at) }));
  return { policy, at, rotations };
}

function say({ policy, at, rotations }: Duty): string {
  const { name, id, timeZone } = policy.document;
  const lines = rotations.map(({ id, person }) => `  ${id}: ${person}`);
  return [`${name} (${id}), ${saidInFull(at, timeZone)}`, ...(lines.length > 0 ? lines : ['  has no rotations'])].join('\n');
}

const asJson = ({ policy, at, rotations }: Duty) => ({ policy: policy.id, at: isoOf(at, policy.document.timeZone), rotations });
