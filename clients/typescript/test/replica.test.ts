import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FileStore, MemoryStore, Replica, SyncLoop, backOff } from "../src/index.js";
import type { RoundAnswer, SyncedEvent } from "../src/index.js";

const device = "0197c2a4-0000-7000-8000-000000000001";
const synced: SyncedEvent = {
  event: { eventId: "e", calendarId: "1", title: "Standup", start: { date: "2026-03-02" }, end: { date: "2026-03-03" }, attendees: [{ email: "Ada@example.org" }] },
  merge: { known: { below: "0000000000000001", spans: {} }, last: {}, many: {} },
};

function answer(more: Partial<RoundAnswer>): RoundAnswer {
  return { device: "d", now: "2026-03-02T12:00:00Z", operations: [], calendars: [], changes: [], cursor: "c", hasMore: false, ...more };
}

function replica(now = (): number => Date.parse("2026-03-02T12:00:00Z")): Replica {
  const made = new Replica("7", device, now);
  made.take(answer({ changes: [synced] }));
  return made;
}

test("an edit shows at once and stays until the server has answered it", () => {
  const mine = replica();
  mine.edit("e", { title: "Retro" }, { invite: [{ email: "ben@example.org" }], uninvite: ["ada@example.org"] });
  assert.equal(mine.find("e")?.title, "Retro");
  assert.deepEqual(mine.find("e")?.attendees, [{ email: "ben@example.org" }]);
  mine.take(answer({ changes: [{ ...synced, event: { ...synced.event, location: "Attic" } }] }));
  assert.deepEqual([mine.find("e")?.title, mine.find("e")?.["location"]], ["Retro", "Attic"]);
  mine.take(answer({ operations: [{ stamp: mine.pending[0]!.wire.stamp, status: "refused", reason: "forbidden" }] }));
  assert.equal(mine.find("e")?.title, "Standup");
  assert.deepEqual(mine.notices.map(({ reason }) => reason), ["forbidden"]);
});

test("what is deleted or made offline shows so", () => {
  const mine = replica();
  mine.delete("e");
  assert.equal(mine.find("e"), undefined);
  const id = mine.create("1", { title: "New", start: { date: "2026-03-05" }, end: { date: "2026-03-06" } });
  mine.edit(id, { title: "Newer" });
  assert.deepEqual(mine.list().map(({ title }) => title), ["Newer"]);
});

test("a reset keeps what is unsent", () => {
  const mine = replica();
  mine.edit("e", { title: "Retro" });
  mine.take(answer({ calendars: [{ calendarId: "1", state: "reset" }], changes: [synced] }));
  assert.equal(mine.find("e")?.title, "Retro");
  mine.take(answer({ calendars: [{ calendarId: "1", state: "gone" }] }));
  assert.equal(mine.find("e"), undefined);
  assert.equal(mine.pending.length, 1);
});

test("a wild clock is set by the server and edits are stamped anew, in order", () => {
  let clock = Date.parse("2100-01-01T00:00:00Z");
  const mine = new Replica("7", device, () => clock++);
  const id = mine.create("1", { title: "New" });
  mine.edit(id, { title: "Newer" });
  mine.take(answer({ operations: mine.pending.map(({ wire }) => ({ stamp: wire.stamp, status: "refused", reason: "clock" })) }));
  const [create, edit] = mine.pending;
  assert.ok(create!.wire.stamp < edit!.wire.stamp);
  assert.equal(create!.wire.stamp.slice(0, 9), Date.parse("2026-03-02T12:00:00Z").toString(16).padStart(12, "0").slice(0, 9));
  assert.deepEqual([edit!.eventId, edit!.wire.previous], [create!.eventId, create!.wire.stamp]);
});

test("a round that fails changes nothing, and the loop waits longer each time", async () => {
  const mine = replica();
  mine.edit("e", { title: "Retro" });
  const loop = new SyncLoop(mine, new MemoryStore(), () => Promise.reject(new Error("offline")));
  assert.equal(await loop.attempt(9, () => 1), 1_000);
  assert.equal(await loop.attempt(9, () => 1), 2_000);
  assert.equal(mine.pending.length, 1);
  assert.equal(backOff(100, 1), 300_000);
});

test("a replica is the same after a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kalends-"));
  try {
    const store = new FileStore(join(folder, "replica.json"));
    assert.equal(await store.load(), undefined);
    const mine = replica();
    mine.edit("e", { title: "Retro" });
    await store.save(mine.snapshot());
    const again = new Replica("7", device, () => 0, await store.load());
    assert.deepEqual(again.snapshot(), mine.snapshot());
    assert.equal(again.find("e")?.title, "Retro");
  } finally {
    await rm(folder, { recursive: true });
  }
});
