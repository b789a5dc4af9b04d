/** Few elections say little about how much elections differ: the prior that does must be the user's. */
import { countOf, listNames } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { ModelSpec } from "../../../model/model-spec.js";

/** From so many elections on the sd between them is learnt well enough. */
const enough = 5;

/** Warns of sds over a few levels of the new level's column whose prior nobody stated. */
export function checkElectionPrior(
  { design, group }: ModelSpec,
  level: string | undefined,
  span: Span | undefined,
  sink: DiagnosticSink,
): void {
  const column = level?.split("=")[0]?.trim();
  design.predictor.group.forEach(({ factor }, b) => {
    if (factor.name !== column || factor.levels.length >= enough) return;
    const { scaleNames, scalePriors } = group[b]!;
    const unstated = scaleNames.filter((_, e) => scalePriors[e]!.source === "default");
    if (unstated.length === 0) return;
    sink.report({
      code: "election-prior-not-stated",
      severity: "warning",
      message:
        `${countOf(factor.levels.length, "past election")} cannot teach ${listNames(unstated)}: ` +
        "how far tonight may be from the past is the default prior's word",
      help: `state it in the model: prior ${unstated[0]!} ~ HalfNormal(0.2)`,
      ...(span && { span }),
    });
  });
}
