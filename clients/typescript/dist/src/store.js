import { readFile, rename, writeFile } from "node:fs/promises";
export class MemoryStore {
    text;
    async load() {
        return this.text === undefined ? undefined : JSON.parse(this.text);
    }
    async save(snapshot) {
        this.text = JSON.stringify(snapshot);
    }
}
/** One file, replaced as a whole. */
export class FileStore {
    path;
    constructor(path) {
        this.path = path;
    }
    async load() {
        try {
            return JSON.parse(await readFile(this.path, "utf8"));
        }
        catch (error) {
            if (error.code === "ENOENT")
                return undefined;
            throw error;
        }
    }
    async save(snapshot) {
        await writeFile(`${this.path}.new`, JSON.stringify(snapshot), { flush: true });
        await rename(`${this.path}.new`, this.path);
    }
}
