/** From a question about slopes to steps on either side, and from predictions there to a slope. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { SlopeKind, SlopesQuestion } from "./question.js";
import { readValues } from "./read-values.js";
import { meanOf } from "./variable-values.js";
import type { Contrast, Measure, Variant, Varied } from "./varied.js";
import type { Variable } from "./variables.js";

/** (y(x + eps/2) − y(x − eps/2)) / eps, relative to y, to x, or to both where the kind says so. */
function slopeMeasure(kind: SlopeKind, eps: number): Measure {
  const overY = kind === "eyex" || kind === "eydx";
  const timesX = kind === "eyex" || kind === "dyex";
  return ([low, high, middle], x, scratch) => {
    for (let row = 0; row < scratch.length; row++) {
      let slope = (high![row]! - low![row]!) / eps;
      if (overY) slope /= middle![row]!;
      if (timesX) slope *= x[row]!;
      scratch[row] = slope;
    }
    return scratch;
  };
}

function reportNotNumeric({ wrt }: SlopesQuestion, sink: DiagnosticSink): undefined {
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${wrt.name}\` is categorical in this model, so that nothing has a slope with respect to it`,
    expected: "a numeric predictor",
    help: `comparisons(..., contrast = ${wrt.name}) compares its levels`,
    ...(wrt.span !== undefined && { span: wrt.span }),
  });
  return undefined;
}

/** Undefined after reporting a predictor that no slope can be taken of. */
export function readSlope(
  question: SlopesQuestion,
  variable: Variable,
  own: boolean,
  sink: DiagnosticSink,
): Varied | undefined {
  const { wrt, slope, eps, newLevels } = question;
  if (variable.categorical) {
    reportNotNumeric(question, sink);
    return undefined;
  }
  const given = wrt.values && readValues(variable, wrt.values, newLevels !== undefined, sink);
  if (wrt.values && given?.kind !== "numbers") return undefined;
  const points: readonly (number | undefined)[] =
    given?.kind === "numbers" ? given.values : own ? [undefined] : [meanOf(variable)];
  const steps = [-eps / 2, eps / 2, ...(slope === "eyex" || slope === "eydx" ? [0] : [])];
  const measure = slopeMeasure(slope, eps);
  const contrasts = points.map((at, point): Contrast => ({
    variants: steps.map((_, step) => point * steps.length + step),
    measure,
    value: at,
  }));
  return {
    variable,
    variants: points.flatMap((at) =>
      steps.map((by): Variant =>
        at === undefined ? { kind: "moved", by } : { kind: "number", value: at + by },
      ),
    ),
    contrasts,
    estimateType: slope,
    own: points.includes(undefined),
    none: 0,
    notes: given ? [] : [`Default computed for wrt variable: ${wrt.name}`],
  };
}
