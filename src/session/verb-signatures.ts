/** The table of verbs as the checks of the language room take it. */
import type { VerbParameter, VerbSignature } from "../language/index.js";
import type { Parameter, ParameterKind } from "./parameter-kinds.js";
import type { Verb } from "./verb.js";

/** Kinds that verbs take as written: columns, expressions over columns, words. */
const takenAsWritten: ReadonlySet<ParameterKind> = new Set<ParameterKind>([
  "word",
  "column",
  "columns",
  "margins",
  "record",
  "groupings",
  "expression",
  "variables",
  "averages",
  "definitions",
  "base",
  "goal",
]);

function parameterOf(name: string, { kind, required }: Parameter): VerbParameter {
  return {
    name,
    required: required === true,
    ...(kind === "definitions" && { variadic: true, named: "any" as const }),
    ...((kind === "fits" || kind === "values" || kind === "all_votes") && { variadic: true }),
    ...(!takenAsWritten.has(kind) && { takes: "value" as const }),
  };
}

export function signatureOf({ name, parameters }: Verb): VerbSignature {
  return {
    name,
    parameters: Object.entries(parameters).map(([parameter, row]) => parameterOf(parameter, row)),
  };
}
