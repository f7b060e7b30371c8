export { type DeviceId, type Stamp, type Time, HybridClock, deviceIdOf, deviceOf, madeBy, none, timeOf } from "./stamp.js";
export { type Knowledge, type Span, contains, covers, creation, join, nothing } from "./knowledge.js";
export { type Candidate, type MergeState, type Operation, type PartChange, isAlive, keepsAll, merge, stateOf, winner } from "./merge.js";
export { mergeTexts } from "./text.js";
export { type CalendarEvent, type EventChanges, type MergeRecord, type SyncedEvent, partsOf, shown } from "./event.js";
export { type PendingOperation, type Snapshot, type WireOperation, Replica } from "./replica.js";
export { type RoundAnswer, type OperationResult } from "./protocol.js";
export { type Store, FileStore, MemoryStore } from "./store.js";
export { SyncLoop, backOff } from "./loop.js";
