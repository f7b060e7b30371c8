import { readFile, rename, writeFile } from "node:fs/promises";
import type { Snapshot } from "./replica.js";

/** Where a replica is kept between starts. */
export interface Store {
  load(): Promise<Snapshot | undefined>;
  /** Keeps all of it or nothing. */
  save(snapshot: Snapshot): Promise<void>;
}

export class MemoryStore implements Store {
  private text: string | undefined;

  async load(): Promise<Snapshot | undefined> {
    return this.text === undefined ? undefined : JSON.parse(this.text) as Snapshot;
  }

  async save(snapshot: Snapshot): Promise<void> {
    this.text = JSON.stringify(snapshot);
  }
}

/** One file, replaced as a whole. */
export class FileStore implements Store {
  constructor(private readonly path: string) {}

  async load(): Promise<Snapshot | undefined> {
    try {
      return JSON.parse(await readFile(this.path, "utf8")) as Snapshot;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  async save(snapshot: Snapshot): Promise<void> {
    await writeFile(`${this.path}.new`, JSON.stringify(snapshot), { flush: true });
    await rename(`${this.path}.new`, this.path);
  }
}
