import type { Snapshot } from "./replica.js";
/** Where a replica is kept between starts. */
export interface Store {
    load(): Promise<Snapshot | undefined>;
    /** Keeps all of it or nothing. */
    save(snapshot: Snapshot): Promise<void>;
}
export declare class MemoryStore implements Store {
    private text;
    load(): Promise<Snapshot | undefined>;
    save(snapshot: Snapshot): Promise<void>;
}
/** One file, replaced as a whole. */
export declare class FileStore implements Store {
    private readonly path;
    constructor(path: string);
    load(): Promise<Snapshot | undefined>;
    save(snapshot: Snapshot): Promise<void>;
}
