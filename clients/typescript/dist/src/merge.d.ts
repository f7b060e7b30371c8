import { type Knowledge } from "./knowledge.js";
import { type Stamp, type Time } from "./stamp.js";
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
export declare const empty: MergeState;
/** Start, end and recurrence, and attendees, keep every value; the other parts the last. */
export declare function keepsAll(path: string): boolean;
export declare function isAlive(state: MergeState): boolean;
/** The value that counts; undefined where the part is not there. */
export declare function winner(state: MergeState, path: string): Candidate | undefined;
export declare function stateOf(operation: Operation): MergeState;
export declare function merge(a: MergeState, b: MergeState): MergeState;
