import { type Knowledge, compare, contains, covers, creation, join, nothing } from "./knowledge.js";
import { type Stamp, type Time, deviceOf, next, none, timeOf } from "./stamp.js";

/** A value that somebody wrote, as text; null is a member given back to its default, or to the master. */
export interface Candidate {
  readonly stamp: Stamp;
  readonly value: string | null;
}

/**
 * What one replica holds of one event, or a part of it: an operation is the state that changes only what it names. States merge in any
 * order, any grouping and any number of times to the same.
 */
export interface MergeState {
  /** The writes that are in it. */
  readonly known: Knowledge;
  /** The writes that a deletion has seen. */
  readonly removed: Knowledge;
  /** Parts that keep their last value. */
  readonly last: Readonly<Record<string, Candidate>>;
  /** Parts that keep every value which nobody has overwritten, by stamp. */
  readonly many: Readonly<Record<string, readonly Candidate[]>>;
  /** What an operation overwrites in `many`, until the overwritten is known itself. */
  readonly gone: Readonly<Record<string, readonly Stamp[]>>;
}

/** A new value of a part, and the stamps of the values that the device saw in its place. */
export interface PartChange {
  readonly path: string;
  readonly value: string | null;
  readonly seen: readonly Stamp[];
}

/** One edit that a device made to one event. */
export interface Operation {
  readonly stamp: Stamp;
  /** The time of the device's operation before this on the same event. */
  readonly previous: Time;
  readonly changes: readonly PartChange[];
  /** Of a deletion: what the device knew. */
  readonly deletes?: Knowledge;
}

export const empty: MergeState = { known: creation, removed: nothing, last: {}, many: {}, gone: {} };

/** Start, end and recurrence, and attendees, keep every value; the other parts the last. */
export function keepsAll(path: string): boolean {
  return path === "time" || path.startsWith("attendees/");
}

export function isAlive(state: MergeState): boolean {
  return !contains(state.removed, state.known);
}

/** The value that counts; undefined where the part is not there. */
export function winner(state: MergeState, path: string): Candidate | undefined {
  return state.many[path]?.at(-1) ?? state.last[path];
}

export function stateOf(operation: Operation): MergeState {
  const own: Knowledge = { ...nothing, spans: { [deviceOf(operation.stamp)]: [[next(operation.previous), timeOf(operation.stamp)]] } };
  const last: Record<string, Candidate> = {};
  const many: Record<string, Candidate[]> = {};
  const gone: Record<string, Stamp[]> = {};
  for (const { path, value, seen } of operation.changes) {
    const candidate = { stamp: operation.stamp, value };
    if (!keepsAll(path)) {
      last[path] = candidate;
      continue;
    }
    gone[path] = [...new Set([none, ...seen])].sort();
    if (value !== null) many[path] = [candidate];
  }
  return { known: own, removed: operation.deletes === undefined ? nothing : join(operation.deletes, own), last, many, gone };
}

export function merge(a: MergeState, b: MergeState): MergeState {
  const known = join(a.known, b.known);
  return { known, removed: join(a.removed, b.removed), last: mergeLast(a, b), many: mergeMany(a, b), gone: mergeGone(a, b, known) };
}

function mergeLast(a: MergeState, b: MergeState): Record<string, Candidate> {
  const joined: Record<string, Candidate> = {};
  for (const path of paths(a.last, b.last)) {
    const [one, other] = [a.last[path], b.last[path]];
    joined[path] = one === undefined ? other! : other === undefined || order(one, other) >= 0 ? one : other;
  }
  return joined;
}

function mergeMany(a: MergeState, b: MergeState): Record<string, Candidate[]> {
  const joined: Record<string, Candidate[]> = {};
  for (const path of paths(a.many, b.many)) {
    const byStamp = new Map<Stamp, Candidate>();
    for (const candidate of [...kept(a, b, path), ...kept(b, a, path)]) {
      const same = byStamp.get(candidate.stamp);
      if (same === undefined || order(candidate, same) > 0) byStamp.set(candidate.stamp, candidate);
    }
    if (byStamp.size > 0) joined[path] = [...byStamp.values()].sort(order);
  }
  return joined;
}

/** What the other has too, or has never heard of: what it has heard of and does not have, somebody overwrote. */
function kept(own: MergeState, other: MergeState, path: string): Candidate[] {
  const there = new Set((other.many[path] ?? []).map(candidate => candidate.stamp));
  return (own.many[path] ?? []).filter(({ stamp }) => there.has(stamp) || !(covers(other.known, stamp) || (other.gone[path] ?? []).includes(stamp)));
}

function mergeGone(a: MergeState, b: MergeState, known: Knowledge): Record<string, Stamp[]> {
  const joined: Record<string, Stamp[]> = {};
  for (const path of paths(a.gone, b.gone)) {
    const unknown = new Set([...(a.gone[path] ?? []), ...(b.gone[path] ?? [])].filter(stamp => !covers(known, stamp)));
    if (unknown.size > 0) joined[path] = [...unknown].sort();
  }
  return joined;
}

function paths(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function order(a: Candidate, b: Candidate): number {
  return compare(a.stamp, b.stamp) || (a.value === null ? (b.value === null ? 0 : -1) : b.value === null ? 1 : compare(a.value, b.value));
}
