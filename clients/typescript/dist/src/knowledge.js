import { deviceOf, next, timeOf } from "./stamp.js";
export const nothing = { below: "0000000000000000", spans: {} };
/** Of every whole event: what it was made with. */
export const creation = { below: "0000000000000001", spans: {} };
export function covers(known, stamp) {
    const time = timeOf(stamp);
    return time < known.below || containsSpan(known, deviceOf(stamp), [time, time]);
}
export function contains(known, other) {
    return other.below <= known.below && Object.entries(other.spans)
        .every(([device, spans]) => spans.every(span => span[1] < known.below || containsSpan(known, device, span)));
}
export function lastOf(known) {
    return Object.values(known.spans).reduce((last, spans) => later(last, spans.at(-1)[1]), "0000000000000000");
}
export function join(a, b) {
    const below = later(a.below, b.below);
    const spans = {};
    for (const device of [...new Set([...Object.keys(a.spans), ...Object.keys(b.spans)])].sort()) {
        const joined = joinSpans([...(a.spans[device] ?? []), ...(b.spans[device] ?? [])], below);
        if (joined.length > 0)
            spans[device] = joined;
    }
    return { below, spans };
}
function containsSpan(known, device, span) {
    const from = later(span[0], known.below);
    return (known.spans[device] ?? []).some(([start, end]) => from >= start && span[1] <= end);
}
function joinSpans(spans, below) {
    const joined = [];
    const clipped = spans.filter(span => span[1] >= below).map(([from, to]) => [later(from, below), to]);
    for (const [from, to] of clipped.sort((a, b) => compare(a[0], b[0]))) {
        const before = joined.at(-1);
        if (before !== undefined && from <= next(before[1]))
            joined[joined.length - 1] = [before[0], later(before[1], to)];
        else
            joined.push([from, to]);
    }
    return joined;
}
function later(a, b) {
    return a >= b ? a : b;
}
export function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
