/** Which names need no back-quotes. */
const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_.]*$/u;
const reserved: ReadonlySet<string> = new Set([
  ...["true", "false", "none", "True", "False", "None"],
  ...["and", "or", "not"],
]);

/** Whether the text reads as one name when it stands without back-quotes. */
export function isPlainName(text: string): boolean {
  return plain.test(text) && !reserved.has(text);
}
