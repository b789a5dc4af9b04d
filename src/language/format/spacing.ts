/** Whether a blank stands between two neighbours on one line. */
import type { Piece, Role } from "./pieces.js";

const tightAfter: ReadonlySet<Role> = new Set(["open", "open-call", "interaction", "sign"]);
const tightBefore: ReadonlySet<Role> = new Set([
  ...(["close", "comma", "open-call", "interaction", "key-colon", "race-colon"] as const),
]);

/** The text between two pieces that stay on one line. */
export function spaceBetween(previous: Piece, next: Piece): string {
  if (next.role === "comment") return "  ";
  if (previous.role === "open-block" && next.role === "close-block") return "";
  return tightAfter.has(previous.role) || tightBefore.has(next.role) ? "" : " ";
}
