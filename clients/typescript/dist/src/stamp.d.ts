/** When something was written: 16 hexadecimal digits, milliseconds in the first 12, a count in the last 4. Texts order as times do. */
export type Time = string;
/** One device of one user, as stamps name it: 16 hexadecimal digits. */
export type DeviceId = string;
/** A time and a device, with a dash. Texts order as stamps do. */
export type Stamp = string;
/** Of what is there since the event was made. */
export declare const none: Stamp;
export declare function timeOf(stamp: Stamp): Time;
export declare function deviceOf(stamp: Stamp): DeviceId;
export declare function toTime(value: bigint): Time;
export declare function next(time: Time): Time;
/** The device of a signed-in user: nobody can name another user's. */
export declare function deviceIdOf(userId: string, chosen: string): DeviceId;
/** The event that an operation makes. */
export declare function madeBy(stamp: Stamp): string;
/** A hybrid logical clock: follows the wall clock, never goes back, and runs ahead of what it has heard of. */
export declare class HybridClock {
    private last;
    constructor(last?: bigint);
    /** @param now milliseconds since 1970 */
    tick(now: number): Time;
    receive(time: Time): void;
    get time(): Time;
}
