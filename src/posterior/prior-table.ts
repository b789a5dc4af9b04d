/** Every prior of a model: what it is, who chose it and why. */
import { specsOfOutcomes } from "../model/index.js";
import type { ModelSpec, ResolvedPrior } from "../model/model-spec.js";
import { printDistribution } from "../vocabulary/index.js";
import type { Cell, ResultTable } from "./result-table.js";

function addPriors(spec: ModelSpec, add: (name: string, prior: ResolvedPrior) => void): void {
  if (spec.intercept) add(spec.intercept.name, spec.intercept.prior);
  for (const { name, prior } of [...spec.common, ...spec.auxiliary]) add(name, prior);
  for (const { term, scaleNames, scalePriors, correlationPrior } of spec.group) {
    scaleNames.forEach((name, index) => add(name, scalePriors[index]!));
    if (correlationPrior) add(`cor(${term})`, correlationPrior);
  }
  for (const { scaleName, scalePrior, shape } of spec.structured) {
    add(scaleName, scalePrior);
    if (shape) add(shape.name, shape.prior);
  }
}

/** One row per parameter with a prior, in the order of the report. */
export function priorTable(spec: ModelSpec): ResultTable {
  const rows: (readonly Cell[])[] = [];
  const add = (name: string, prior: ResolvedPrior): void => {
    rows.push([name, priorText(prior), prior.source === "user" ? "you" : "default", prior.reason]);
  };
  specsOfOutcomes(spec).forEach((one, k) =>
    addPriors(k === 0 ? one : { ...one, auxiliary: [] }, add),
  );
  return {
    kind: "table",
    title: `Priors of ${spec.name}: ${spec.formulaText}`,
    columns: ["parameter", "prior", "chosen by", "reason"].map((name) => ({
      name,
      format: "text",
    })),
    rows,
    notes: [],
  };
}

/** `Normal(0, 2.5)`, with the place or scale that it stands on where that is not the plain one. */
function priorText({ distribution, at, scale, onLogit }: ResolvedPrior): string {
  const text = printDistribution(distribution);
  if (scale !== undefined && scale !== "sd") return `${text} on the ${scale}`;
  if (onLogit) return `${text} on the logit`;
  if (at === "means") return `${text} at the predictors' means`;
  return at === "zero" ? `${text} where predictors are 0` : text;
}
