import { compare, contains, covers, creation, join, nothing } from "./knowledge.js";
import { deviceOf, next, none, timeOf } from "./stamp.js";
export const empty = { known: creation, removed: nothing, last: {}, many: {}, gone: {} };
/** Start, end and recurrence, and attendees, keep every value; the other parts the last. */
export function keepsAll(path) {
    return path === "time" || path.startsWith("attendees/");
}
export function isAlive(state) {
    return !contains(state.removed, state.known);
}
/** The value that counts; undefined where the part is not there. */
export function winner(state, path) {
    return state.many[path]?.at(-1) ?? state.last[path];
}
export function stateOf(operation) {
    const own = { ...nothing, spans: { [deviceOf(operation.stamp)]: [[next(operation.previous), timeOf(operation.stamp)]] } };
    const last = {};
    const many = {};
    const gone = {};
    for (const { path, value, seen } of operation.changes) {
        const candidate = { stamp: operation.stamp, value };
        if (!keepsAll(path)) {
            last[path] = candidate;
            continue;
        }
        gone[path] = [...new Set([none, ...seen])].sort();
        if (value !== null)
            many[path] = [candidate];
    }
    return { known: own, removed: operation.deletes === undefined ? nothing : join(operation.deletes, own), last, many, gone };
}
export function merge(a, b) {
    const known = join(a.known, b.known);
    return { known, removed: join(a.removed, b.removed), last: mergeLast(a, b), many: mergeMany(a, b), gone: mergeGone(a, b, known) };
}
function mergeLast(a, b) {
    const joined = {};
    for (const path of paths(a.last, b.last)) {
        const [one, other] = [a.last[path], b.last[path]];
        joined[path] = one === undefined ? other : other === undefined || order(one, other) >= 0 ? one : other;
    }
    return joined;
}
function mergeMany(a, b) {
    const joined = {};
    for (const path of paths(a.many, b.many)) {
        const byStamp = new Map();
        for (const candidate of [...kept(a, b, path), ...kept(b, a, path)]) {
            const same = byStamp.get(candidate.stamp);
            if (same === undefined || order(candidate, same) > 0)
                byStamp.set(candidate.stamp, candidate);
        }
        if (byStamp.size > 0)
            joined[path] = [...byStamp.values()].sort(order);
    }
    return joined;
}
/** What the other has too, or has never heard of: what it has heard of and does not have, somebody overwrote. */
function kept(own, other, path) {
    const there = new Set((other.many[path] ?? []).map(candidate => candidate.stamp));
    return (own.many[path] ?? []).filter(({ stamp }) => there.has(stamp) || !(covers(other.known, stamp) || (other.gone[path] ?? []).includes(stamp)));
}
function mergeGone(a, b, known) {
    const joined = {};
    for (const path of paths(a.gone, b.gone)) {
        const unknown = new Set([...(a.gone[path] ?? []), ...(b.gone[path] ?? [])].filter(stamp => !covers(known, stamp)));
        if (unknown.size > 0)
            joined[path] = [...unknown].sort();
    }
    return joined;
}
function paths(a, b) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}
function order(a, b) {
    return compare(a.stamp, b.stamp) || (a.value === null ? (b.value === null ? 0 : -1) : b.value === null ? 1 : compare(a.value, b.value));
}
