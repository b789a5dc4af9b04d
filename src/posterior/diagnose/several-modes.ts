/** Looks for separate modes where a family allows them: chains and approximations may all sit in one. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { separateModes } from "../../engines/pathfinder/index.js";
import { openEvaluator } from "../../kernels/index.js";
import { families } from "../../vocabulary/index.js";
import { listText } from "../number-text.js";

/** Nothing where the likelihood is concave in the predictor, so that the effects have one mode. */
export function diagnoseModes({ spec, plan, parameters }: CompiledModel): readonly Diagnostic[] {
  const { family, link } = spec;
  if (families[family].concaveLinks.includes(link)) return [];
  const evaluator = openEvaluator(plan);
  const modes = separateModes(evaluator.logDensity);
  if (modes.length < 2) return [];
  const [values, others] = modes.map(({ position }) => {
    const reported = new Float64Array(parameters.length);
    evaluator.report(position, reported);
    return reported;
  });
  const farthest = parameters
    .map(({ name }, at) => ({ name, at, apart: Math.abs(values![at]! - others![at]!) }))
    .reduce((a, b) => (b.apart > a.apart ? b : a));
  const places = modes.map(({ position }) => {
    evaluator.report(position, values!);
    return values![farthest.at]!.toPrecision(3);
  });
  return [
    {
      code: "several-modes",
      severity: "warning",
      message: `the posterior of ${spec.name} has ${modes.length} separate modes, at ${farthest.name} = ${listText(places)}: draws and approximations may describe one of them only`,
      help: "look for groups of rows that disagree, name what separates them in the formula, or give priors that exclude all modes but one",
    },
  ];
}
