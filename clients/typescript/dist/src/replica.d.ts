import { type CalendarEvent, type EventChanges, type MergeRecord, type SyncedEvent } from "./event.js";
import type { OperationResult, RoundAnswer } from "./protocol.js";
import { type Time } from "./stamp.js";
/** An operation as it goes to the server. */
export interface WireOperation {
    readonly stamp: Time;
    readonly previous?: Time;
    readonly kind: "create" | "edit" | "delete";
    readonly eventId?: string;
    readonly calendarId?: string;
    readonly event?: EventChanges;
    readonly invite?: readonly {
        readonly email: string;
    }[];
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
/** A copy of a user's calendars that is edited at once and synchronised when there is a connection. */
export declare class Replica {
    private readonly userId;
    private readonly device;
    private readonly now;
    private readonly events;
    private log;
    private cursor;
    private clock;
    private offset;
    /** What the server refused or took in only in part, for the user to see. */
    readonly notices: OperationResult[];
    /** @param now milliseconds since 1970 */
    constructor(userId: string, device: string, now: () => number, saved?: Snapshot);
    get pending(): readonly PendingOperation[];
    snapshot(): Snapshot;
    /** The events as the user sees them, unanswered edits included. */
    list(): CalendarEvent[];
    find(eventId: string): CalendarEvent | undefined;
    create(calendarId: string, event: EventChanges): string;
    /** Writes members. Start, end and recurrence are one part: who names one of them writes all three. */
    edit(eventId: string, changes: EventChanges, guests?: {
        invite?: readonly {
            email: string;
        }[];
        uninvite?: readonly string[];
    }): void;
    delete(eventId: string): void;
    /** What the next round sends. */
    request(most?: number): {
        device: string;
        cursor?: string;
        operations: WireOperation[];
    };
    /** Takes in an answer; answers to what is not pending any more are old and change nothing. */
    take(answer: RoundAnswer): void;
    private get deviceId();
    private tick;
    private add;
    /** The last operation of this device on the event, sent or not. */
    private previousOf;
    private seen;
    private operation;
    private guest;
    /** The clock was ahead: what is unsent gets stamps by the server's time, in the same order. */
    private stampAnew;
    private drop;
}
