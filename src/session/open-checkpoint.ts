/** The checkpoint that a fit names, or a report of why there can be none. */
import type { CheckpointFile } from "../posterior/index.js";
import type { VerbCall } from "./verb.js";
import { reportFileProblem } from "./verbs/read.js";

export async function openCheckpoint(
  name: string | undefined,
  call: VerbCall,
): Promise<CheckpointFile | "refused" | undefined> {
  if (name === undefined) return undefined;
  const opened = (await call.host.openCheckpoint?.(name)) ?? {
    kind: "problem",
    reason: "unwritable",
    message: "there are no files here to keep a checkpoint in",
  };
  if (!("kind" in opened)) return opened;
  reportFileProblem(opened, call, "checkpoint");
  return "refused";
}
