import { partsOf, shown } from "./event.js";
import { HybridClock, deviceIdOf, madeBy } from "./stamp.js";
/** Milliseconds by which a clock may be off without being set. */
const honestSkew = 60_000;
const zero = "0000000000000000";
/** A copy of a user's calendars that is edited at once and synchronised when there is a connection. */
export class Replica {
    userId;
    device;
    now;
    events = new Map();
    log = [];
    cursor;
    clock = new HybridClock();
    offset = 0;
    /** What the server refused or took in only in part, for the user to see. */
    notices = [];
    /** @param now milliseconds since 1970 */
    constructor(userId, device, now, saved) {
        this.userId = userId;
        this.device = device;
        this.now = now;
        if (saved === undefined)
            return;
        for (const synced of saved.events)
            this.events.set(synced.event.eventId, synced);
        this.log = [...saved.log];
        this.cursor = saved.cursor;
        this.clock.receive(saved.clock);
        this.offset = saved.offset;
    }
    get pending() {
        return this.log;
    }
    snapshot() {
        const cursor = this.cursor === undefined ? {} : { cursor: this.cursor };
        return { device: this.device, events: [...this.events.values()], log: [...this.log], clock: this.clock.time, offset: this.offset, ...cursor };
    }
    /** The events as the user sees them, unanswered edits included. */
    list() {
        const made = this.log.filter(({ wire, eventId }) => wire.kind === "create" && !this.events.has(eventId)).map(({ eventId }) => eventId);
        return [...this.events.keys(), ...made].flatMap(id => this.find(id) ?? []);
    }
    find(eventId) {
        const pending = this.log.filter(one => one.eventId === eventId);
        const create = pending.find(({ wire }) => wire.kind === "create")?.wire;
        const made = create && { event: { ...create.event, eventId, calendarId: create.calendarId } };
        const synced = this.events.get(eventId) ?? made;
        return synced && shown(synced, pending.filter(({ wire }) => wire.kind !== "create").map(({ wire }) => this.operation(wire)));
    }
    create(calendarId, event) {
        const stamp = this.tick();
        const eventId = madeBy(`${stamp}-${this.deviceId}`);
        this.log.push({ eventId, wire: { stamp, kind: "create", calendarId, event } });
        return eventId;
    }
    /** Writes members. Start, end and recurrence are one part: who names one of them writes all three. */
    edit(eventId, changes, guests = {}) {
        const before = this.find(eventId);
        if (before === undefined)
            throw new Error(`There is no event ${eventId}.`);
        const time = "start" in changes || "end" in changes || "recurrence" in changes;
        const event = time ? { start: before.start, end: before.end, recurrence: before.recurrence ?? [], ...changes } : changes;
        const base = "description" in changes ? { descriptionBefore: String(this.events.get(eventId)?.event["description"] ?? "") } : {};
        this.add(eventId, { kind: "edit", event, ...guests, ...base });
    }
    delete(eventId) {
        const known = this.events.get(eventId)?.merge?.known;
        this.add(eventId, { kind: "delete", ...(known === undefined ? {} : { known }) });
    }
    /** What the next round sends. */
    request(most = 500) {
        const cursor = this.cursor === undefined ? {} : { cursor: this.cursor };
        return { device: this.device, operations: this.log.slice(0, most).map(({ wire }) => wire), ...cursor };
    }
    /** Takes in an answer; answers to what is not pending any more are old and change nothing. */
    take(answer) {
        const skew = Date.parse(answer.now) - this.now();
        this.offset = Math.abs(skew) < honestSkew ? 0 : skew;
        const results = new Map(answer.operations.map(result => [result.stamp, result]));
        const isAnswered = ({ wire }) => {
            const result = results.get(wire.stamp);
            return result !== undefined && !(result.status === "refused" && (result.reason === "clock" || result.reason === "busy"));
        };
        this.notices.push(...this.log.filter(isAnswered).map(({ wire }) => results.get(wire.stamp)).filter(({ status }) => status !== "accepted"));
        this.log = this.log.filter(pending => !isAnswered(pending));
        if (answer.operations.some(({ reason }) => reason === "clock"))
            this.stampAnew();
        for (const { calendarId, state } of answer.calendars)
            if (state !== "current")
                this.drop(copy => copy.calendarId === calendarId);
        for (const change of answer.changes) {
            if ("deleted" in change)
                this.drop(copy => copy.eventId === change.eventId && copy.calendarId === change.calendarId);
            else if (change.event.eventId !== undefined)
                this.events.set(change.event.eventId, change);
            if ("merge" in change)
                for (const stamp of Object.values(change.merge?.last ?? {}))
                    this.clock.receive(stamp.slice(0, 16));
        }
        this.cursor = answer.cursor;
    }
    get deviceId() {
        return deviceIdOf(this.userId, this.device);
    }
    tick() {
        return this.clock.tick(this.now() + this.offset);
    }
    add(eventId, wire) {
        const previous = this.previousOf(eventId);
        const stamp = this.tick();
        const seen = this.seen(eventId);
        this.log.push({ eventId, wire: { ...wire, eventId, stamp, seen, ...(previous === zero ? {} : { previous }) } });
    }
    /** The last operation of this device on the event, sent or not. */
    previousOf(eventId) {
        const spans = this.events.get(eventId)?.merge?.known.spans[this.deviceId] ?? [];
        return this.log.findLast(one => one.eventId === eventId)?.wire.stamp ?? spans.at(-1) ?? zero;
    }
    seen(eventId) {
        const synced = this.events.get(eventId);
        const own = this.log.filter(one => one.eventId === eventId).map(({ wire }) => `${wire.stamp}-${this.deviceId}`);
        if (synced === undefined)
            return {};
        const state = partsOf(synced);
        const many = Object.entries(state.many).map(([path, all]) => [path, [...all.map(({ stamp }) => stamp), ...own]]);
        return Object.fromEntries([...Object.entries(state.last).map(([path, { stamp }]) => [path, [stamp, ...own]]), ...many]);
    }
    operation(wire) {
        const seen = (path) => wire.seen?.[path] ?? [];
        const { start, end, recurrence, ...simple } = wire.event ?? {};
        const changes = Object.entries(simple).map(([path, written]) => ({ path, value: JSON.stringify(written), seen: seen(path) }));
        if (start !== undefined)
            changes.push({ path: "time", value: JSON.stringify({ start, end, recurrence }), seen: seen("time") });
        for (const guest of wire.invite ?? [])
            changes.push(this.guest(guest.email, JSON.stringify(guest), seen));
        for (const email of wire.uninvite ?? [])
            changes.push(this.guest(email, null, seen));
        const deletes = wire.kind === "delete" ? { deletes: partsOf(this.events.get(wire.eventId)).known } : {};
        return { stamp: `${wire.stamp}-${this.deviceId}`, previous: wire.previous ?? zero, changes, ...deletes };
    }
    guest(email, value, seen) {
        const path = `attendees/${email.toLowerCase()}`;
        return { path, value, seen: seen(path) };
    }
    /** The clock was ahead: what is unsent gets stamps by the server's time, in the same order. */
    stampAnew() {
        this.clock = new HybridClock();
        const pending = this.log;
        const ids = new Map();
        this.log = [];
        for (const { eventId, wire } of pending) {
            const id = ids.get(eventId) ?? eventId;
            if (wire.kind === "create")
                ids.set(eventId, this.create(wire.calendarId, wire.event));
            else {
                const { stamp: _, previous: __, seen: ___, eventId: ____, ...kept } = wire;
                this.add(id, kept);
            }
        }
    }
    drop(isGone) {
        for (const [id, { event }] of this.events)
            if (isGone(event))
                this.events.delete(id);
    }
}
