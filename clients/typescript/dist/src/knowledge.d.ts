import { type DeviceId, type Stamp, type Time } from "./stamp.js";
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
export declare const nothing: Knowledge;
/** Of every whole event: what it was made with. */
export declare const creation: Knowledge;
export declare function covers(known: Knowledge, stamp: Stamp): boolean;
export declare function contains(known: Knowledge, other: Knowledge): boolean;
export declare function lastOf(known: Knowledge): Time;
export declare function join(a: Knowledge, b: Knowledge): Knowledge;
export declare function compare(a: string, b: string): number;
