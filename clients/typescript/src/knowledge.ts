import { type DeviceId, type Stamp, type Time, deviceOf, next, timeOf } from "./stamp.js";

/** A run of one device's times, both ends included, of which nothing is missing. */
export type Span = readonly [from: Time, to: Time];

/**
 * Which writes to an event a replica has taken in: everything before a floor, and runs of each device's writes. Absence means something
 * only together with this: what is known and not there was taken away; what is not known is news.
 */
export interface Knowledge {
  readonly below: Time;
  readonly spans: Readonly<Record<DeviceId, readonly Span[]>>;
}

export const nothing: Knowledge = { below: "0000000000000000", spans: {} };

/** Of every whole event: what it was made with. */
export const creation: Knowledge = { below: "0000000000000001", spans: {} };

export function covers(known: Knowledge, stamp: Stamp): boolean {
  const time = timeOf(stamp);
  return time < known.below || containsSpan(known, deviceOf(stamp), [time, time]);
}

export function contains(known: Knowledge, other: Knowledge): boolean {
  return other.below <= known.below && Object.entries(other.spans)
    .every(([device, spans]) => spans.every(span => span[1] < known.below || containsSpan(known, device, span)));
}

export function lastOf(known: Knowledge): Time {
  return Object.values(known.spans).reduce((last, spans) => later(last, spans.at(-1)![1]), "0000000000000000");
}

export function join(a: Knowledge, b: Knowledge): Knowledge {
  const below = later(a.below, b.below);
  const spans: Record<DeviceId, readonly Span[]> = {};
  for (const device of [...new Set([...Object.keys(a.spans), ...Object.keys(b.spans)])].sort()) {
    const joined = joinSpans([...(a.spans[device] ?? []), ...(b.spans[device] ?? [])], below);
    if (joined.length > 0) spans[device] = joined;
  }
  return { below, spans };
}

function containsSpan(known: Knowledge, device: DeviceId, span: Span): boolean {
  const from = later(span[0], known.below);
  return (known.spans[device] ?? []).some(([start, end]) => from >= start && span[1] <= end);
}

function joinSpans(spans: Span[], below: Time): Span[] {
  const joined: Span[] = [];
  const clipped = spans.filter(span => span[1] >= below).map(([from, to]): Span => [later(from, below), to]);
  for (const [from, to] of clipped.sort((a, b) => compare(a[0], b[0]))) {
    const before = joined.at(-1);
    if (before !== undefined && from <= next(before[1])) joined[joined.length - 1] = [before[0], later(before[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

function later(a: Time, b: Time): Time {
  return a >= b ? a : b;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
