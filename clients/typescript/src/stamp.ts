import { createHash } from "node:crypto";

/** When something was written: 16 hexadecimal digits, milliseconds in the first 12, a count in the last 4. Texts order as times do. */
export type Time = string;

/** One device of one user, as stamps name it: 16 hexadecimal digits. */
export type DeviceId = string;

/** A time and a device, with a dash. Texts order as stamps do. */
export type Stamp = string;

/** Of what is there since the event was made. */
export const none: Stamp = "0000000000000000-0000000000000000";

const digits = 16;
const countBits = 16n;

export function timeOf(stamp: Stamp): Time {
  return stamp.slice(0, digits);
}

export function deviceOf(stamp: Stamp): DeviceId {
  return stamp.slice(digits + 1);
}

export function toTime(value: bigint): Time {
  return value.toString(16).padStart(digits, "0");
}

export function next(time: Time): Time {
  return toTime(BigInt(`0x${time}`) + 1n);
}

/** The device of a signed-in user: nobody can name another user's. */
export function deviceIdOf(userId: string, chosen: string): DeviceId {
  const named = Buffer.alloc(24);
  named.writeBigInt64BE(BigInt(userId));
  Buffer.from(chosen.replaceAll("-", ""), "hex").copy(named, 8);
  const id = createHash("sha256").update(named).digest().readBigUInt64BE();
  return toTime(id === 0n ? 1n : id);
}

/** The event that an operation makes. */
export function madeBy(stamp: Stamp): string {
  const hash = createHash("sha256").update(Buffer.from(deviceOf(stamp) + timeOf(stamp), "hex")).digest().subarray(0, digits);
  hash[6] = 0x80 | (hash[6]! & 0x0f);
  hash[8] = 0x80 | (hash[8]! & 0x3f);
  const text = hash.toString("hex");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** A hybrid logical clock: follows the wall clock, never goes back, and runs ahead of what it has heard of. */
export class HybridClock {
  constructor(private last: bigint = 0n) {}

  /** @param now milliseconds since 1970 */
  tick(now: number): Time {
    const reading = BigInt(Math.max(0, Math.floor(now))) << countBits;
    this.last = reading > this.last ? reading : this.last + 1n;
    return toTime(this.last);
  }

  receive(time: Time): void {
    const heard = BigInt(`0x${time}`);
    if (heard > this.last) this.last = heard;
  }

  get time(): Time {
    return toTime(this.last);
  }
}
