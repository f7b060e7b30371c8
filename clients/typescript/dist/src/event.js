import { creation } from "./knowledge.js";
import { isAlive, merge, stateOf, winner } from "./merge.js";
import { nothing } from "./knowledge.js";
import { none } from "./stamp.js";
const simple = ["title", "description", "location", "status", "transparency", "visibility"];
/** The event's parts, their values as JSON. */
export function partsOf({ event, merge: record }) {
    const last = {};
    const many = {};
    for (const path of simple)
        last[path] = { stamp: record?.last[path] ?? none, value: JSON.stringify(event[path] ?? null) };
    const put = (path, value) => {
        many[path] = (record?.many[path] ?? [none]).map(stamp => ({ stamp, value: JSON.stringify(value) }));
    };
    put("time", { start: event.start, end: event.end, recurrence: event.recurrence ?? [] });
    for (const attendee of event.attendees ?? [])
        put(`attendees/${attendee.email.toLowerCase()}`, attendee);
    return { known: record === undefined ? creation : read(record.known), removed: nothing, last, many, gone: {} };
}
/** The event with operations that the server has not answered yet: what it will say, as far as can be known. Undefined where it is deleted. */
export function shown(synced, pending) {
    const state = pending.reduce((merged, operation) => merge(merged, stateOf(operation)), partsOf(synced));
    if (!isAlive(state))
        return undefined;
    const event = { ...synced.event, ...value(state, "time") };
    for (const path of simple)
        event[path] = value(state, path);
    const known = (synced.event.attendees ?? []).map(attendee => `attendees/${attendee.email.toLowerCase()}`);
    const guests = [...known, ...Object.keys(state.many).filter(path => path.startsWith("attendees/") && !known.includes(path)).sort()];
    event["attendees"] = guests.filter(path => state.many[path] !== undefined).map(path => value(state, path));
    return event;
}
function value(state, path) {
    const text = winner(state, path)?.value;
    return text === undefined || text === null ? undefined : JSON.parse(text);
}
function read(known) {
    const spans = Object.entries(known.spans).map(([device, times]) => [device, times.flatMap((from, i) => i % 2 === 0 ? [[from, times[i + 1]]] : [])]);
    return { below: known.below, spans: Object.fromEntries(spans) };
}
