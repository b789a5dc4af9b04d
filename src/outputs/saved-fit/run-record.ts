/** How sampling ended, and what was left for it, in a saved fit. */
import type { LeftAttempt, SamplingRun } from "../../posterior/posterior.js";
import { fieldsOf, storedNumber, type Fields, type StoredFields } from "./fields.js";

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

export function writeLeftAttempt(attempt: LeftAttempt): StoredFields {
  const { coordinates, targetAccept, divergences } = attempt;
  return { ...(coordinates && { coordinates }), target_accept: targetAccept, divergences };
}

export function readLeftAttempt(item: unknown, path: string): LeftAttempt {
  const fields = fieldsOf(item, path);
  const coordinates = fields.has("coordinates")
    ? fields.word("coordinates", ["integrated", "levels", "joint"])
    : undefined;
  return {
    coordinates,
    targetAccept: fields.number("target_accept"),
    divergences: fields.count("divergences"),
  };
}
