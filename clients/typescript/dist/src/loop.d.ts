import type { RoundAnswer } from "./protocol.js";
import type { Replica } from "./replica.js";
import type { Store } from "./store.js";
/** Milliseconds to wait after so many failures: exponential, with full jitter. */
export declare function backOff(failures: number, random: number): number;
/** Sends what is pending and takes in what has changed. A round that fails leaves everything as it was. */
export declare class SyncLoop {
    private readonly replica;
    private readonly store;
    private readonly send;
    private failures;
    /** @param send posts a body to /sync and gives the answer's body; throws where there is no connection or no 200 */
    constructor(replica: Replica, store: Store, send: (request: unknown) => Promise<RoundAnswer>);
    /** Rounds until the server has no more and nothing is pending that an answer could settle. */
    round(): Promise<void>;
    /** One attempt; gives the milliseconds to wait before the next. */
    attempt(interval: number, random?: () => number): Promise<number>;
}
