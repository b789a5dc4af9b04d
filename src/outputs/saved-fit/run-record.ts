/** How sampling ended, in a saved fit. */
import type { SamplingRun } from "../../posterior/posterior.js";
import { storedNumber, type Fields, type StoredFields } from "./fields.js";

export function writeRun({ ended, fewest }: SamplingRun): StoredFields {
  if (fewest === undefined) return { ended };
  return { ended, fewest: { draws: storedNumber(fewest.draws), parameter: fewest.parameter } };
}

export function readRun(fields: Fields): SamplingRun {
  const ended = fields.word("ended", ["draws", "enough", "time", "stopped"]);
  if (!fields.has("fewest")) return { ended };
  const fewest = fields.fields("fewest");
  return { ended, fewest: { draws: fewest.number("draws"), parameter: fewest.text("parameter") } };
}
