/** Settings of every engine in a saved fit, held against the same rules as those of a call. */
import type { AdviSettings } from "../../engines/advi/index.js";
import type { NutsSettings } from "../../engines/nuts/index.js";
import type { PathfinderSettings } from "../../engines/pathfinder/index.js";
import type { InlaSettings } from "../../posterior/index.js";
import { fault } from "./fault.js";
import type { Fields } from "./fields.js";

/** As many draws, chains or iterations as any run can have. */
const most = 10_000_000;

function within(fields: Fields, key: string, least: number): number {
  const value = fields.count(key);
  if (value < least || value > most)
    throw fault(`a number from ${least} to ${most} as ${key}`, String(value));
  return value;
}

export function readNutsSettings(fields: Fields): NutsSettings {
  const targetAccept = fields.number("targetAccept");
  if (!(targetAccept > 0 && targetAccept < 1))
    throw fault("a number between 0 and 1 as targetAccept", String(targetAccept));
  return {
    chains: within(fields, "chains", 1),
    draws: within(fields, "draws", 1),
    tune: fields.count("tune"),
    targetAccept,
    maxTreeDepth: within(fields, "maxTreeDepth", 1),
    seed: fields.count("seed"),
    ...(fields.has("adaptation") && {
      adaptation: fields.word("adaptation", ["windows", "gradients", "low_rank"]),
    }),
    ...(fields.has("trajectory") && {
      trajectory: fields.word("trajectory", ["quarter_period", "u_turn"]),
    }),
    ...(fields.has("coordinates") && {
      coordinates: fields.word("coordinates", ["integrated", "levels", "joint"]),
    }),
    ...(fields.has("until") && { until: fields.number("until") }),
    ...(fields.has("time") && { time: fields.number("time") }),
  };
}

export function readInlaSettings(fields: Fields): InlaSettings {
  return {
    integration: fields.word("integration", ["auto", "eb", "grid", "ccd"]),
    strategy: fields.word("strategy", [
      "gaussian",
      "variational",
      "simplified_laplace",
      "laplace",
      "laplace_all",
    ]),
    correct: fields.flag("correct"),
    draws: within(fields, "draws", 1),
    seed: fields.count("seed"),
  };
}

export function readAdviSettings(fields: Fields): AdviSettings {
  return {
    approximation: fields.word("approximation", ["deterministic", "mean_field", "full_rank"]),
    draws: within(fields, "draws", 1),
    iterations: within(fields, "iterations", 1),
    annealing: fields.number("annealing"),
    batches: within(fields, "batches", 1),
    seed: fields.count("seed"),
  };
}

export function readPathfinderSettings(fields: Fields): PathfinderSettings {
  return {
    paths: within(fields, "paths", 1),
    iterations: within(fields, "iterations", 1),
    draws: within(fields, "draws", 1),
    seed: fields.count("seed"),
  };
}
