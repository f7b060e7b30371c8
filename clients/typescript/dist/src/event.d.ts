import { type MergeState, type Operation } from "./merge.js";
import { type Stamp } from "./stamp.js";
/** An event as the API gives it; what is not named here is passed on as it is. */
export interface CalendarEvent {
    readonly eventId: string;
    readonly calendarId: string;
    readonly title: string;
    readonly start: unknown;
    readonly end: unknown;
    readonly recurrence?: readonly string[];
    readonly attendees?: readonly {
        readonly email: string;
    }[];
    readonly version?: number;
    readonly [member: string]: unknown;
}
/** Members that an edit writes. */
export type EventChanges = Readonly<Record<string, unknown>>;
/** Who wrote which part when, as the server tells it to those who may edit. */
export interface MergeRecord {
    readonly known: {
        readonly below: string;
        readonly spans: Readonly<Record<string, readonly string[]>>;
    };
    readonly last: Readonly<Record<string, Stamp>>;
    readonly many: Readonly<Record<string, readonly Stamp[]>>;
    readonly open?: readonly unknown[];
}
/** An event with what it remembers for merging. */
export interface SyncedEvent {
    readonly event: CalendarEvent;
    readonly merge?: MergeRecord;
}
/** The event's parts, their values as JSON. */
export declare function partsOf({ event, merge: record }: SyncedEvent): MergeState;
/** The event with operations that the server has not answered yet: what it will say, as far as can be known. Undefined where it is deleted. */
export declare function shown(synced: SyncedEvent, pending: readonly Operation[]): CalendarEvent | undefined;
