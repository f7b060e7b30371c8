import type { RoundAnswer } from "./protocol.js";
import type { Replica } from "./replica.js";
import type { Store } from "./store.js";

const shortest = 1_000;
const longest = 5 * 60_000;

/** Milliseconds to wait after so many failures: exponential, with full jitter. */
export function backOff(failures: number, random: number): number {
  return Math.min(longest, shortest * 2 ** Math.min(failures, 20)) * random;
}

/** Sends what is pending and takes in what has changed. A round that fails leaves everything as it was. */
export class SyncLoop {
  private failures = 0;

  /** @param send posts a body to /sync and gives the answer's body; throws where there is no connection or no 200 */
  constructor(
    private readonly replica: Replica,
    private readonly store: Store,
    private readonly send: (request: unknown) => Promise<RoundAnswer>,
  ) {}

  /** Rounds until the server has no more and nothing is pending that an answer could settle. */
  async round(): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const before = this.replica.pending.length;
      const answer = await this.send(this.replica.request());
      this.replica.take(answer);
      await this.store.save(this.replica.snapshot());
      const restamped = answer.operations.some(({ reason }) => reason === "clock");
      hasMore = answer.hasMore || restamped || (this.replica.pending.length > 0 && this.replica.pending.length < before);
    }
  }

  /** One attempt; gives the milliseconds to wait before the next. */
  async attempt(interval: number, random = Math.random): Promise<number> {
    try {
      await this.round();
      this.failures = 0;
      return interval;
    } catch {
      return backOff(this.failures++, random());
    }
  }
}
