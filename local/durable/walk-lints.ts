/** What works on the library's side alone and would break on Azure, as far as it shows while walking. */
import type { Action } from './protocol.ts';
import type { Group, Node, Wait, Walk } from './walk-nodes.ts';

/**
 * A pending activity or timer that is raced again: Azure schedules it a second time and all later ids drift.
 * Through JSON the same task and an equal one look alike, so an equal call beside a pending one counts too. Waits may be raced again.
 */
export function lookForRelisting(walk: Walk, action: Action, node: Node): void {
  const look = JSON.stringify([action.actionType, action.functionName, action.input, action.fireAt, action.retryOptions]);
  const before = walk.listed.get(look) ?? [];
  // A timer that was cancelled, or that is due at once, may well have an equal successor.
  const harmless = action.isCanceled === true || (action.fireAt !== undefined && Date.parse(action.fireAt) <= walk.now);
  const pending = before.find(one => !harmless && !one.cancelled && one.entry < walk.entry && one.node.state === 'open');
  if (pending !== undefined) {
    const what = action.functionName === undefined ? `timer for ${action.fireAt}` : `call of "${action.functionName}"`;
    walk.findings.push({
      code: 'durable/pending-task-raced-again',
      says: `its ${what} still runs and is listed again: Azure would schedule it twice. Make a fresh task (with another input or time) for each Task.any or Task.all`,
      breaks: true,
    });
  }
  walk.listed.set(look, [...before, { entry: walk.entry, node, cancelled: action.isCanceled === true }]);
}

/** An event that came while only waits of another spelling were open. */
export function lookForWaitCase(walk: Walk, raised: string): void {
  const other = [...walk.waiters].find(([name, stack]) => stack.length > 0 && sameButCase(name, raised));
  if (other !== undefined) walk.findings.push(caseMismatch(raised, other[0]));
}

/** A wait that was opened while only events of another spelling were kept. */
export function lookForCase(walk: Walk, waited: string): void {
  const other = [...walk.buffered].find(([name, kept]) => kept > 0 && sameButCase(name, waited));
  if (other !== undefined) walk.findings.push(caseMismatch(other[0], waited));
}

const sameButCase = (one: string, other: string): boolean => one !== other && one.toLowerCase() === other.toLowerCase();

const caseMismatch = (raised: string, waited: string) => ({
  code: 'durable/event-name-case',
  says: `the event "${raised}" was raised while it waits for "${waited}": Azure ignores the case of event names, the library does not`,
  breaks: true,
});

/** A race that this wait was part of is decided: the wait stands on the stack for nobody, and takes the next event all the same. */
export function lookForAbandoned(walk: Walk, name: string, waiter: Wait): void {
  let part: Node['parent'] = waiter.parent;
  while (part !== undefined && part.state === 'open') part = part.parent;
  if (part !== undefined) walk.swallowed.add(name);
}

/**
 * An event went to an abandoned wait, and the code waits for another one: it did not look whether its wait was completed meanwhile.
 * A race with a timer that is due, made to put a new wait on top of the stack, holds up nobody.
 */
export function lookForSwallowed(walk: Walk, race: Group | Wait): void {
  const waits = (node: Node): readonly string[] =>
    node.kind === 'wait' ? [node.name] : 'children' in node ? node.children.flatMap(waits) : [];
  const lost = waits(race).find(name => walk.swallowed.has(name));
  if (lost === undefined) return;
  walk.swallowed.delete(lost);
  const isDue = (node: Node): boolean =>
    'children' in node ? node.children.some(isDue) : node.kind === 'timer' && (node.fireAt ?? 0) <= walk.now;
  if (race.state !== 'open' || isDue(race)) return;
  walk.findings.push({
    code: 'durable/event-swallowed',
    says: `an event "${lost}" went to a wait whose race was over, and it waits for another one: keep one wait open, and look at its isCompleted before each race`,
    breaks: false,
  });
}
