export { HybridClock, deviceIdOf, deviceOf, madeBy, none, timeOf } from "./stamp.js";
export { contains, covers, creation, join, nothing } from "./knowledge.js";
export { isAlive, keepsAll, merge, stateOf, winner } from "./merge.js";
export { mergeTexts } from "./text.js";
export { partsOf, shown } from "./event.js";
export { Replica } from "./replica.js";
export { FileStore, MemoryStore } from "./store.js";
export { SyncLoop, backOff } from "./loop.js";
