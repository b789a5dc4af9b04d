/** `linear_combinations(fit, ...)`: mean, sd and quantiles of combinations of parameters that a user names. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Expression, Name } from "../../language/ast.js";
import {
  combineParameters,
  type Cell,
  type Posterior,
  type ResultTable,
} from "../../posterior/index.js";
import { isEffect, type ReportedParameter } from "../../target/index.js";
import { readCombination, type Combination } from "./read-combination.js";

/** `difference = a - b`. */
export interface CombinationDefinition {
  readonly name: Name;
  readonly expression: Expression;
}

export interface NamedCombination extends Combination {
  readonly definition: CombinationDefinition;
}

/** In order; each may use the parameters and every combination before it. Undefined after reporting. */
export function readCombinations(
  definitions: readonly CombinationDefinition[],
  parameters: readonly Pick<ReportedParameter, "name">[],
  sink: DiagnosticSink,
): readonly NamedCombination[] | undefined {
  const known = new Map<string, Combination>(
    parameters.map(({ name }, at) => [name, { constant: 0, weights: new Map([[at, 1]]) }]),
  );
  const combinations = definitions.map((definition): NamedCombination | undefined => {
    const read = readCombination(definition.expression, known, sink);
    if (read === undefined) return undefined;
    known.set(definition.name.text, read);
    return { ...read, definition };
  });
  const sound = combinations.filter((one) => one !== undefined);
  return sound.length === definitions.length ? sound : undefined;
}

/** Hyperparameters that a fit by inla cannot combine, each reported where it is used. */
function refuseHyperparameters(
  { model, engine }: Posterior,
  combinations: readonly NamedCombination[],
  sink: DiagnosticSink,
): boolean {
  if (engine !== "inla") return false;
  let refused = false;
  for (const { weights, definition } of combinations)
    for (const at of weights.keys()) {
      const { name, role } = model.parameters[at]!;
      if (isEffect(role) || role === "intercept" || role === "common") continue;
      refused = true;
      sink.report({
        code: "bad-argument",
        severity: "error",
        message: `\`${name}\` is no effect, and a fit by engine = inla combines effects only`,
        span: definition.expression.span,
        expected: "the intercept, common coefficients and effects of groups",
        help: "a fit by engine = nuts combines any parameters",
      });
    }
  return refused;
}

export function linearCombinations(
  posterior: Posterior,
  definitions: readonly CombinationDefinition[],
  sink: DiagnosticSink,
): ResultTable | undefined {
  const combinations = readCombinations(definitions, posterior.model.parameters, sink);
  if (!combinations || refuseHyperparameters(posterior, combinations, sink)) return undefined;
  const rows = combineParameters(posterior, combinations);
  const sampled = posterior.engine !== "inla";
  const number = (name: string) => ({ name, format: "number" as const });
  const finite = (value: number): Cell => (Number.isFinite(value) ? value : null);
  return {
    kind: "table",
    title: `Linear combinations of ${posterior.model.spec.name}`,
    columns: [
      { name: "combination", format: "text" },
      ...["mean", "sd", "2.5%", "50%", "97.5%"].map(number),
      ...(sampled
        ? [number("mcse_mean"), { name: "ess_bulk", format: "integer" as const }, number("r_hat")]
        : [number("mode")]),
    ],
    rows: rows.map((row, k) => [
      combinations[k]!.definition.name.text,
      ...[row.mean, row.sd, row.q025, row.median, row.q975].map(finite),
      ...("mode" in row ? [row.mode] : [row.mcseMean, Math.round(row.essBulk), row.rHat]).map(
        finite,
      ),
    ]),
    notes: [],
  };
}
