/** Whether a model can forecast counts: its response, its family, its terms. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { ModelSpec } from "../../../model/model-spec.js";
import { readResponse } from "./read-response.js";
import type { RatioResponse } from "./read-response.js";

/** What stands in the way, with what would be right; undefined when nothing does. */
function findObstacle({ family, link, design }: ModelSpec): [string, string] | undefined {
  if ((family !== "gaussian" && family !== "student_t") || link !== "identity")
    return [`log counts of a ${family} model cannot be forecast`, "family = gaussian or student_t"];
  const structured = design.predictor.structured.find(({ effect }) => effect !== "covariance");
  if (structured !== undefined)
    return [
      `\`${structured.term}\` cannot be forecast for new elections`,
      "common and group effects, and known covariances",
    ];
  if (design.response.weights ?? design.response.standardErrors)
    return ["a weighted response says nothing of one unit's own spread", "log(count / baseline)"];
  return undefined;
}

/** Undefined after a report. */
export function checkModel(
  spec: ModelSpec,
  span: Span | undefined,
  sink: DiagnosticSink,
): RatioResponse | undefined {
  const response = readResponse(spec.design.state.formula.response, span, sink);
  const obstacle = response && findObstacle(spec);
  if (obstacle === undefined) return response;
  const [message, expected] = obstacle;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message,
    expected,
    ...(span && { span }),
  });
  return undefined;
}
