/** Declared data as text, without what fits need to be shown: the prompt starts with it. */
import { describeFrame } from "../report/describe-data.js";
import type { SessionEvent } from "../session/index.js";

/** Undefined for anything but a declaration of data. */
export function renderDeclaredData(event: SessionEvent, width: number): string | undefined {
  if (event.kind !== "declared") return undefined;
  const { name, value } = event.result;
  return value.kind === "data" ? `${describeFrame(value, name, width)}\n` : undefined;
}
