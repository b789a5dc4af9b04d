/** How numbers are written inside sentences: counts with thousands, values to a few digits. */

export function countText(count: number): string {
  return count.toLocaleString("en-US");
}

/** Up to four significant digits, without trailing zeros. */
export function valueText(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** `one trajectory`, `12 trajectories`. */
export function counted(count: number, singular: string, plural: string): string {
  return `${countText(count)} ${count === 1 ? singular : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}
