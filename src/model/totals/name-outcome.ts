/** The names of one outcome's terms and parameters: `gov_d:party[R]`, `sd(gov_d:1|county)`. */
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { ModelParameters } from "../resolve-parameters.js";

/** The same blocks under names that begin with the outcome's. */
export function predictorOfOutcome(predictor: LinearPredictor, prefix: string): LinearPredictor {
  if (prefix === "") return predictor;
  const own = (name: string): string => prefix + name;
  return {
    ...predictor,
    common: predictor.common.map((block) => ({
      ...block,
      term: own(block.term),
      columnNames: block.columnNames.map(own),
    })),
    group: predictor.group.map((block) => ({
      ...block,
      term: own(block.term),
      effectNames: block.effectNames.map(own),
      effectTerms: block.effectTerms.map(own),
    })),
    structured: predictor.structured.map((block) => ({ ...block, term: own(block.term) })),
  };
}

/** `sd(1|county)` as `sd(gov_d:1|county)`. */
function within(name: string, prefix: string): string {
  const inner = name.indexOf("(") + 1;
  return name.slice(0, inner) + prefix + name.slice(inner);
}

export function parametersOfOutcome(
  { intercept, common, group, structured, auxiliary }: ModelParameters,
  prefix: string,
): ModelParameters {
  return {
    intercept: intercept && { ...intercept, name: prefix + intercept.name },
    common: common.map((one) => ({
      ...one,
      name: prefix + one.name,
      term: prefix + one.term,
    })),
    group: group.map((one) => ({
      ...one,
      term: prefix + one.term,
      scaleNames: one.scaleNames.map((name) => within(name, prefix)),
    })),
    structured: structured.map((one) => ({
      ...one,
      term: prefix + one.term,
      scaleName: within(one.scaleName, prefix),
      ...(one.shape && { shape: { ...one.shape, name: within(one.shape.name, prefix) } }),
    })),
    auxiliary,
  };
}
