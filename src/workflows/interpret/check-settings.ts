/** Settings of a question that a model cannot follow, each reported at its place. */
import type { Diagnostic, DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { families } from "../../vocabulary/index.js";
import type { Place, Question } from "./question.js";

type Complaint = Pick<Diagnostic, "message" | "expected"> & { readonly at: Place };

function complaintsOfScale(spec: ModelSpec, question: Question): Complaint[] {
  const { scale } = question;
  if (scale !== "predictive") return [];
  if (spec.totals)
    return [
      {
        message: "new responses of a model of totals are counts of units, not of rows",
        expected: "scale = response, or posterior_predictive(fit)",
        at: question,
      },
    ];
  if (question.kind === "slopes")
    return [
      {
        message: "new responses have no slopes: two of them differ by chance",
        expected: "scale = response or link",
        at: question,
      },
    ];
  if (spec.design.response.standardErrors === undefined) return [];
  return [
    {
      message: "new responses of `se(y, s)` need standard errors that new rows do not have",
      expected: "scale = response",
      at: question,
    },
  ];
}

function complaintsOfTrials(spec: ModelSpec, question: Question): Complaint[] {
  const { trials, scale } = question;
  if (trials === undefined) return [];
  if (scale !== "predictive" || families[spec.family].trials !== "given")
    return [
      {
        message: "`trials` is for new responses of a binomial model",
        expected: "scale = predictive, and family = binomial",
        at: trials,
      },
    ];
  if ("name" in trials || (Number.isSafeInteger(trials.value) && Number(trials.value) >= 0))
    return [];
  return [
    {
      message: `a response cannot have ${trials.value} trials`,
      expected: "a whole number, or a column",
      at: trials,
    },
  ];
}

function complaintsOfWeight({ weight, averageBy }: Question): Complaint[] {
  if (weight === undefined || averageBy !== undefined) return [];
  return [
    {
      message: "`weight` weighs the rows of averages, and there are none",
      expected: "average_by",
      at: weight,
    },
  ];
}

function complaintsOfComparison(spec: ModelSpec, question: Question): Complaint[] {
  if (question.kind === "slopes" && !(question.eps > 0))
    return [{ message: "`eps` must be above 0", expected: "a small step", at: question }];
  if (question.kind !== "comparisons" || question.comparison.kind !== "odds_ratio") return [];
  const { lower, upper } = families[spec.family].meanRange;
  if (question.scale === "response" && lower >= 0 && upper <= 1) return [];
  return [
    {
      message: "an odds ratio compares probabilities, which are not what is predicted here",
      expected: "scale = response, and a family whose mean is between 0 and 1",
      at: question.comparison,
    },
  ];
}

/** False after reporting everything that cannot be followed. */
export function checkSettings(spec: ModelSpec, question: Question, sink: DiagnosticSink): boolean {
  const complaints = [
    ...complaintsOfScale(spec, question),
    ...complaintsOfTrials(spec, question),
    ...complaintsOfWeight(question),
    ...complaintsOfComparison(spec, question),
  ];
  for (const { at, ...complaint } of complaints) {
    const span = at.span ?? question.span;
    sink.report({ code: "bad-argument", severity: "error", ...complaint, ...(span && { span }) });
  }
  return complaints.length === 0;
}
