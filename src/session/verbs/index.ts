/** The table of verbs: calls, checks, help and the catalogue all read it. */
import type { VerbSignature } from "../../language/index.js";
import type { Verb } from "../verb.js";
import { derive } from "./derive.js";
import { filter } from "./filter.js";
import { fit } from "./fit.js";
import { group } from "./group.js";
import { join } from "./join.js";
import { laterVerbs } from "./later-verbs.js";
import { posteriorPredictive } from "./posterior-predictive.js";
import { poststratify } from "./poststratify.js";
import { priorPredictive } from "./prior-predictive.js";
import { priors } from "./priors.js";
import { read } from "./read.js";
import { save } from "./save.js";
import { score } from "./score.js";
import { show } from "./show.js";
import { simulate } from "./simulate.js";
import { summary } from "./summary.js";

export const verbs: readonly Verb[] = [
  read,
  join,
  group,
  filter,
  derive,
  simulate,
  fit,
  summary,
  priors,
  priorPredictive,
  posteriorPredictive,
  poststratify,
  score,
  show,
  save,
];

const byName: ReadonlyMap<string, Verb> = new Map(verbs.map((verb) => [verb.name, verb]));

export const verbNames: readonly string[] = verbs.map(({ name }) => name);

export const laterVerbNames: ReadonlySet<string> = new Set(laterVerbs);

export function findVerb(name: string): Verb | undefined {
  return byName.get(name);
}

/** The table as the checks of the language room take it. */
export const verbSignatures: readonly VerbSignature[] = [
  ...verbs.map(({ name, parameters }) => ({
    name,
    parameters: Object.entries(parameters).map(([parameter, { kind, required = false }]) => ({
      name: parameter,
      required,
      ...(kind === "definitions" && { variadic: true, named: "any" as const }),
    })),
  })),
  ...laterVerbs.map((name) => ({ name, parameters: [], notInThisVersion: true })),
];
