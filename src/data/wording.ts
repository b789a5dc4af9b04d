/** Counts and lists as messages write them. */

/** `12,000`: groups of three digits. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 row`, `12,000 rows`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : plural}`;
}

/** Back-quoted names, the first few and how many more: `a`, `b` and 3 more. */
export function listNames(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, limit).map((name) => `\`${name}\``);
  const hidden = names.length - shown.length;
  if (hidden > 0) return `${shown.join(", ")} and ${countText(hidden)} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
