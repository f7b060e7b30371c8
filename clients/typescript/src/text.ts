/** Words [from, to) of a text replaced by others. */
interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** Past this many comparisons the differing middle is one edit. */
const mostComparisons = 1_000_000;

/** The text with both edits; null where they touch the same words. Which edit is which makes no difference. */
export function mergeTexts(original: string, one: string, other: string): string | null {
  if (one === other || other === original) return one;
  if (one === original) return other;
  const words = split(original);
  const edits = diff(words, split(one));
  for (const edit of diff(words, split(other))) {
    if (edits.some(same => isSame(same, edit))) continue;
    if (edits.some(near => touches(near, edit))) return null;
    edits.push(edit);
  }
  let text = "";
  let at = 0;
  for (const edit of edits.sort((a, b) => a.from - b.from)) {
    text += words.slice(at, edit.from).join("") + edit.words.join("");
    at = edit.to;
  }
  return text + words.slice(at).join("");
}

function split(text: string): string[] {
  return text.match(/[ \t\r]+|\n|[^ \t\r\n]+/gu) ?? [];
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.from === b.from || (a.from < b.to && b.from < a.to);
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.from === b.from && a.to === b.to && a.words.length === b.words.length && a.words.every((word, i) => word === b.words[i]);
}

function diff(before: readonly string[], after: readonly string[]): TextEdit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-tail - 1) === after.at(-tail - 1)) tail++;
  const old = before.slice(head, before.length - tail);
  const written = after.slice(head, after.length - tail);
  if (old.length === 0 && written.length === 0) return [];
  if (old.length * written.length > mostComparisons) return [{ from: head, to: head + old.length, words: written }];
  return walk(old, written, head);
}

function walk(old: readonly string[], written: readonly string[], offset: number): TextEdit[] {
  const common = commonLengths(old, written);
  const edits: TextEdit[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < written.length) {
    const [from, start] = [i, j];
    while ((i < old.length || j < written.length) && !(i < old.length && j < written.length && old[i] === written[j])) {
      if (j === written.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) i++;
      else j++;
    }
    if (i > from || j > start) edits.push({ from: offset + from, to: offset + i, words: written.slice(start, j) });
    while (i < old.length && j < written.length && old[i] === written[j]) [i, j] = [i + 1, j + 1];
  }
  return edits;
}

function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  return common;
}
