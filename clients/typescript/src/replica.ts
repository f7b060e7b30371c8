import { type CalendarEvent, type EventChanges, type MergeRecord, type SyncedEvent, partsOf, shown } from "./event.js";
import { type Operation, type PartChange } from "./merge.js";
import type { OperationResult, RoundAnswer } from "./protocol.js";
import { HybridClock, type Time, deviceIdOf, madeBy } from "./stamp.js";

/** An operation as it goes to the server. */
export interface WireOperation {
  readonly stamp: Time;
  readonly previous?: Time;
  readonly kind: "create" | "edit" | "delete";
  readonly eventId?: string;
  readonly calendarId?: string;
  readonly event?: EventChanges;
  readonly invite?: readonly { readonly email: string }[];
  readonly uninvite?: readonly string[];
  readonly seen?: Readonly<Record<string, readonly string[]>>;
  readonly descriptionBefore?: string;
  readonly known?: MergeRecord["known"];
}

/** An operation without an answer, and the event that it is about. */
export interface PendingOperation {
  readonly eventId: string;
  readonly wire: WireOperation;
}

/** Everything that a replica keeps. */
export interface Snapshot {
  readonly device: string;
  readonly cursor?: string;
  readonly events: readonly SyncedEvent[];
  readonly log: readonly PendingOperation[];
  readonly clock: Time;
  readonly offset: number;
}

/** Milliseconds by which a clock may be off without being set. */
const honestSkew = 60_000;

const zero: Time = "0000000000000000";

/** A copy of a user's calendars that is edited at once and synchronised when there is a connection. */
export class Replica {
  private readonly events = new Map<string, SyncedEvent>();
  private log: PendingOperation[] = [];
  private cursor: string | undefined;
  private clock = new HybridClock();
  private offset = 0;
  /** What the server refused or took in only in part, for the user to see. */
  readonly notices: OperationResult[] = [];

  /** @param now milliseconds since 1970 */
  constructor(private readonly userId: string, private readonly device: string, private readonly now: () => number, saved?: Snapshot) {
    if (saved === undefined) return;
    for (const synced of saved.events) this.events.set(synced.event.eventId, synced);
    this.log = [...saved.log];
    this.cursor = saved.cursor;
    this.clock.receive(saved.clock);
    this.offset = saved.offset;
  }

  get pending(): readonly PendingOperation[] {
    return this.log;
  }

  snapshot(): Snapshot {
    const cursor = this.cursor === undefined ? {} : { cursor: this.cursor };
    return { device: this.device, events: [...this.events.values()], log: [...this.log], clock: this.clock.time, offset: this.offset, ...cursor };
  }

  /** The events as the user sees them, unanswered edits included. */
  list(): CalendarEvent[] {
    const made = this.log.filter(({ wire, eventId }) => wire.kind === "create" && !this.events.has(eventId)).map(({ eventId }) => eventId);
    return [...this.events.keys(), ...made].flatMap(id => this.find(id) ?? []);
  }

  find(eventId: string): CalendarEvent | undefined {
    const pending = this.log.filter(one => one.eventId === eventId);
    const create = pending.find(({ wire }) => wire.kind === "create")?.wire;
    const made = create && { event: { ...create.event, eventId, calendarId: create.calendarId } as unknown as CalendarEvent };
    const synced = this.events.get(eventId) ?? made;
    return synced && shown(synced, pending.filter(({ wire }) => wire.kind !== "create").map(({ wire }) => this.operation(wire)));
  }

  create(calendarId: string, event: EventChanges): string {
    const stamp = this.tick();
    const eventId = madeBy(`${stamp}-${this.deviceId}`);
    this.log.push({ eventId, wire: { stamp, kind: "create", calendarId, event } });
    return eventId;
  }

  /** Writes members. Start, end and recurrence are one part: who names one of them writes all three. */
  edit(eventId: string, changes: EventChanges, guests: { invite?: readonly { email: string }[]; uninvite?: readonly string[] } = {}): void {
    const before = this.find(eventId);
    if (before === undefined) throw new Error(`There is no event ${eventId}.`);
    const time = "start" in changes || "end" in changes || "recurrence" in changes;
    const event = time ? { start: before.start, end: before.end, recurrence: before.recurrence ?? [], ...changes } : changes;
    const base = "description" in changes ? { descriptionBefore: String(this.events.get(eventId)?.event["description"] ?? "") } : {};
    this.add(eventId, { kind: "edit", event, ...guests, ...base });
  }

  delete(eventId: string): void {
    const known = this.events.get(eventId)?.merge?.known;
    this.add(eventId, { kind: "delete", ...(known === undefined ? {} : { known }) });
  }

  /** What the next round sends. */
  request(most = 500): { device: string; cursor?: string; operations: WireOperation[] } {
    const cursor = this.cursor === undefined ? {} : { cursor: this.cursor };
    return { device: this.device, operations: this.log.slice(0, most).map(({ wire }) => wire), ...cursor };
  }

  /** Takes in an answer; answers to what is not pending any more are old and change nothing. */
  take(answer: RoundAnswer): void {
    const skew = Date.parse(answer.now) - this.now();
    this.offset = Math.abs(skew) < honestSkew ? 0 : skew;
    const results = new Map(answer.operations.map(result => [result.stamp, result]));
    const isAnswered = ({ wire }: PendingOperation): boolean => {
      const result = results.get(wire.stamp);
      return result !== undefined && !(result.status === "refused" && (result.reason === "clock" || result.reason === "busy"));
    };
    this.notices.push(...this.log.filter(isAnswered).map(({ wire }) => results.get(wire.stamp)!).filter(({ status }) => status !== "accepted"));
    this.log = this.log.filter(pending => !isAnswered(pending));
    if (answer.operations.some(({ reason }) => reason === "clock")) this.stampAnew();
    for (const { calendarId, state } of answer.calendars) if (state !== "current") this.drop(copy => copy.calendarId === calendarId);
    for (const change of answer.changes) {
      if ("deleted" in change) this.drop(copy => copy.eventId === change.eventId && copy.calendarId === change.calendarId);
      else if (change.event.eventId !== undefined) this.events.set(change.event.eventId, change);
      if ("merge" in change) for (const stamp of Object.values(change.merge?.last ?? {})) this.clock.receive(stamp.slice(0, 16));
    }
    this.cursor = answer.cursor;
  }

  private get deviceId(): string {
    return deviceIdOf(this.userId, this.device);
  }

  private tick(): Time {
    return this.clock.tick(this.now() + this.offset);
  }

  private add(eventId: string, wire: Omit<WireOperation, "stamp" | "previous" | "seen" | "eventId">): void {
    const previous = this.previousOf(eventId);
    const stamp = this.tick();
    const seen = this.seen(eventId);
    this.log.push({ eventId, wire: { ...wire, eventId, stamp, seen, ...(previous === zero ? {} : { previous }) } });
  }

  /** The last operation of this device on the event, sent or not. */
  private previousOf(eventId: string): Time {
    const spans = this.events.get(eventId)?.merge?.known.spans[this.deviceId] ?? [];
    return this.log.findLast(one => one.eventId === eventId)?.wire.stamp ?? spans.at(-1) ?? zero;
  }

  private seen(eventId: string): Record<string, readonly string[]> {
    const synced = this.events.get(eventId);
    const own = this.log.filter(one => one.eventId === eventId).map(({ wire }) => `${wire.stamp}-${this.deviceId}`);
    if (synced === undefined) return {};
    const state = partsOf(synced);
    const many = Object.entries(state.many).map(([path, all]) => [path, [...all.map(({ stamp }) => stamp), ...own]] as const);
    return Object.fromEntries([...Object.entries(state.last).map(([path, { stamp }]) => [path, [stamp, ...own]] as const), ...many]);
  }

  private operation(wire: WireOperation): Operation {
    const seen = (path: string): readonly string[] => wire.seen?.[path] ?? [];
    const { start, end, recurrence, ...simple } = wire.event ?? {};
    const changes: PartChange[] = Object.entries(simple).map(([path, written]) => ({ path, value: JSON.stringify(written), seen: seen(path) }));
    if (start !== undefined) changes.push({ path: "time", value: JSON.stringify({ start, end, recurrence }), seen: seen("time") });
    for (const guest of wire.invite ?? []) changes.push(this.guest(guest.email, JSON.stringify(guest), seen));
    for (const email of wire.uninvite ?? []) changes.push(this.guest(email, null, seen));
    const deletes = wire.kind === "delete" ? { deletes: partsOf(this.events.get(wire.eventId!)!).known } : {};
    return { stamp: `${wire.stamp}-${this.deviceId}`, previous: wire.previous ?? zero, changes, ...deletes };
  }

  private guest(email: string, value: string | null, seen: (path: string) => readonly string[]): PartChange {
    const path = `attendees/${email.toLowerCase()}`;
    return { path, value, seen: seen(path) };
  }

  /** The clock was ahead: what is unsent gets stamps by the server's time, in the same order. */
  private stampAnew(): void {
    this.clock = new HybridClock();
    const pending = this.log;
    const ids = new Map<string, string>();
    this.log = [];
    for (const { eventId, wire } of pending) {
      const id = ids.get(eventId) ?? eventId;
      if (wire.kind === "create") ids.set(eventId, this.create(wire.calendarId!, wire.event!));
      else {
        const { stamp: _, previous: __, seen: ___, eventId: ____, ...kept } = wire;
        this.add(id, kept);
      }
    }
  }

  private drop(isGone: (copy: CalendarEvent) => boolean): void {
    for (const [id, { event }] of this.events) if (isGone(event)) this.events.delete(id);
  }
}
