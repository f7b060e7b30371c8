import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HybridClock, deviceIdOf, isAlive, madeBy, merge, mergeTexts, stateOf } from "../src/index.js";
import type { MergeState, Operation } from "../src/index.js";

interface Vectors {
  readonly merges: readonly { a: MergeState; b: MergeState; merged: MergeState; isAlive: boolean }[];
  readonly operations: readonly { operation: Operation; state: MergeState }[];
  readonly texts: readonly { original: string; one: string; other: string; merged: string | null }[];
  readonly clocks: readonly { now: number; heard: string; time: string }[];
  readonly devices: readonly { userId: string; chosen: string; device: string }[];
  readonly made: readonly { stamp: string; eventId: string }[];
}

// Written by Kalends.Domain.Tests from its properties; both languages are held to the same file.
const vectors = JSON.parse(readFileSync(new URL("../../../vectors/merging.json", import.meta.url), "utf8")) as Vectors;

test("states merge as the server merges them, either way round", () => {
  assert.ok(vectors.merges.length > 100);
  for (const { a, b, merged, isAlive: alive } of vectors.merges) {
    assert.deepEqual(merge(a, b), merged);
    assert.deepEqual(merge(b, a), merged);
    assert.deepEqual(merge(merged, b), merged);
    assert.equal(isAlive(merged), alive);
  }
});

test("operations are the same states", () => {
  for (const { operation, state } of vectors.operations) assert.deepEqual(stateOf(operation), state);
});

test("texts merge to the same", () => {
  for (const { original, one, other, merged } of vectors.texts) {
    assert.equal(mergeTexts(original, one, other), merged);
    assert.equal(mergeTexts(original, other, one), merged);
  }
});

test("clocks tick alike", () => {
  const clock = new HybridClock();
  for (const { now, heard, time } of vectors.clocks) {
    clock.receive(heard);
    assert.equal(clock.tick(now), time);
  }
});

test("devices and what they make have the same ids", () => {
  for (const { userId, chosen, device } of vectors.devices) assert.equal(deviceIdOf(userId, chosen), device);
  for (const { stamp, eventId } of vectors.made) assert.equal(madeBy(stamp), eventId);
});
