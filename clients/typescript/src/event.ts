import { type Knowledge, creation } from "./knowledge.js";
import { type Candidate, type MergeState, type Operation, isAlive, merge, stateOf, winner } from "./merge.js";
import { nothing } from "./knowledge.js";
import { type Stamp, none } from "./stamp.js";

/** An event as the API gives it; what is not named here is passed on as it is. */
export interface CalendarEvent {
  readonly eventId: string;
  readonly calendarId: string;
  readonly title: string;
  readonly start: unknown;
  readonly end: unknown;
  readonly recurrence?: readonly string[];
  readonly attendees?: readonly { readonly email: string }[];
  readonly version?: number;
  readonly [member: string]: unknown;
}

/** Members that an edit writes. */
export type EventChanges = Readonly<Record<string, unknown>>;

/** Who wrote which part when, as the server tells it to those who may edit. */
export interface MergeRecord {
  readonly known: { readonly below: string; readonly spans: Readonly<Record<string, readonly string[]>> };
  readonly last: Readonly<Record<string, Stamp>>;
  readonly many: Readonly<Record<string, readonly Stamp[]>>;
  readonly open?: readonly unknown[];
}

/** An event with what it remembers for merging. */
export interface SyncedEvent {
  readonly event: CalendarEvent;
  readonly merge?: MergeRecord;
}

const simple = ["title", "description", "location", "status", "transparency", "visibility"] as const;

/** The event's parts, their values as JSON. */
export function partsOf({ event, merge: record }: SyncedEvent): MergeState {
  const last: Record<string, Candidate> = {};
  const many: Record<string, Candidate[]> = {};
  for (const path of simple) last[path] = { stamp: record?.last[path] ?? none, value: JSON.stringify(event[path] ?? null) };
  const put = (path: string, value: unknown): void => {
    many[path] = (record?.many[path] ?? [none]).map(stamp => ({ stamp, value: JSON.stringify(value) }));
  };
  put("time", { start: event.start, end: event.end, recurrence: event.recurrence ?? [] });
  for (const attendee of event.attendees ?? []) put(`attendees/${attendee.email.toLowerCase()}`, attendee);
  return { known: record === undefined ? creation : read(record.known), removed: nothing, last, many, gone: {} };
}

/** The event with operations that the server has not answered yet: what it will say, as far as can be known. Undefined where it is deleted. */
export function shown(synced: SyncedEvent, pending: readonly Operation[]): CalendarEvent | undefined {
  const state = pending.reduce((merged, operation) => merge(merged, stateOf(operation)), partsOf(synced));
  if (!isAlive(state)) return undefined;
  const event: Record<string, unknown> = { ...synced.event, ...value(state, "time") as object };
  for (const path of simple) event[path] = value(state, path);
  const known = (synced.event.attendees ?? []).map(attendee => `attendees/${attendee.email.toLowerCase()}`);
  const guests = [...known, ...Object.keys(state.many).filter(path => path.startsWith("attendees/") && !known.includes(path)).sort()];
  event["attendees"] = guests.filter(path => state.many[path] !== undefined).map(path => value(state, path));
  return event as CalendarEvent;
}

function value(state: MergeState, path: string): unknown {
  const text = winner(state, path)?.value;
  return text === undefined || text === null ? undefined : JSON.parse(text);
}

function read(known: MergeRecord["known"]): Knowledge {
  const spans = Object.entries(known.spans).map(([device, times]) =>
    [device, times.flatMap((from, i) => i % 2 === 0 ? [[from, times[i + 1]!] as const] : [])] as const);
  return { below: known.below, spans: Object.fromEntries(spans) };
}
