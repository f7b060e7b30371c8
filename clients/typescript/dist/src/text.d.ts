/** The text with both edits; null where they touch the same words. Which edit is which makes no difference. */
export declare function mergeTexts(original: string, one: string, other: string): string | null;
