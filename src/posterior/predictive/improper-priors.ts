/** Finds priors that cannot be drawn from. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { ModelSpec, ResolvedPrior } from "../../model/model-spec.js";
import { distributionNamed } from "../../vocabulary/index.js";

/** One error for each parameter whose prior has no finite total mass. */
export function improperPriors(spec: ModelSpec): readonly Diagnostic[] {
  const named: (readonly [string, ResolvedPrior])[] = [
    ...(spec.intercept ? [[spec.intercept.name, spec.intercept.prior] as const] : []),
    ...[...spec.common, ...spec.auxiliary].map(({ name, prior }) => [name, prior] as const),
    ...spec.group.flatMap(({ scaleNames, scalePriors }) =>
      scaleNames.map((name, index) => [name, scalePriors[index]!] as const),
    ),
    ...spec.structured.flatMap(({ scaleName, scalePrior, shape }) => [
      [scaleName, scalePrior] as const,
      ...(shape && isBounded(shape.prior) ? [[shape.name, shape.prior] as const] : []),
    ]),
  ];
  return [
    ...flatTrends(spec),
    ...named
      .filter(([, { distribution }]) => distributionNamed(distribution.name).sample === undefined)
      .map(([name, { distribution, span }]): Diagnostic => ({
        code: "flat-prior-has-no-draws",
        severity: "error",
        message: `the prior of ${name} is ${distribution.name}, which has no finite total mass, so nothing can be drawn from it`,
        expected: "a proper prior for every parameter",
        help: `write prior ${name} ~ Normal(0, 2.5), or another proper distribution`,
        ...(span && { span }),
      })),
  ];
}

/** Penalised-complexity priors of correlations and shares are drawn by their own rule. */
function isBounded({ distribution }: ResolvedPrior): boolean {
  return distribution.name !== "PC";
}

/** The linear trend of a second-order walk is flat by definition. */
function flatTrends({ design }: ModelSpec): readonly Diagnostic[] {
  return design.predictor.structured
    .filter(({ structure }) => structure.intrinsic.some(({ axis }) => axis))
    .map(({ term }): Diagnostic => ({
      code: "flat-prior-has-no-draws",
      severity: "error",
      message: `the linear trend of ${term} has a flat prior, which has no finite total mass, so nothing can be drawn from it`,
      expected: "a proper prior for every parameter",
      help: "use rw1, or cyclic = true where the values go round",
    }));
}
