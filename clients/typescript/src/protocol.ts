import type { SyncedEvent } from "./event.js";

/** What became of an operation. */
export interface OperationResult {
  readonly stamp: string;
  readonly status: "accepted" | "merged" | "refused";
  readonly eventId?: string;
  readonly version?: number;
  readonly lost?: readonly { readonly part: string; readonly yours: boolean; readonly keptIn: number }[];
  readonly reason?: string;
  readonly detail?: string;
}

/** The answer to a round. */
export interface RoundAnswer {
  readonly device: string;
  readonly now: string;
  readonly operations: readonly OperationResult[];
  readonly calendars: readonly { readonly calendarId: string; readonly state: "current" | "reset" | "gone" }[];
  readonly changes: readonly (SyncedEvent | { readonly eventId: string; readonly calendarId: string; readonly deleted: true })[];
  readonly cursor: string;
  readonly hasMore: boolean;
}
