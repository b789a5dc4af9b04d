/** The likelihood of totals as equations: counts of a unit, the mean of its people, their scores. */
import { specsOfOutcomes, type TotalsSpec } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { call, name, operator, row, sub, symbol } from "./notation.js";
import type { Equation, Notation } from "./notation.js";
import { predictorEquation } from "./predictor-equation.js";

const i = symbol("i");
const u = symbol("u");

const meanOfUnit: Equation = {
  left: sub(symbol("p̄"), u),
  relation: "=",
  right: call(name("mean"), call(name("softmax"), sub(symbol("η"), i))),
  comment: "over the people i of unit u",
};

/** What the counts are given, and what that likelihood is. */
function countsEquation(response: Notation, { dispersed, likelihood }: TotalsSpec): Equation {
  const n = sub(symbol("n"), u);
  const mean = sub(symbol("p̄"), u);
  const ofPeople = call(name("softmax"), sub(symbol("η"), i));
  if (dispersed) {
    const concentration = row(symbol("κ"), mean);
    const right = call(name("DirichletMultinomial"), n, concentration);
    return { left: response, relation: "~", right };
  }
  if (likelihood === "mean")
    return { left: response, relation: "~", right: call(name("Multinomial"), n, mean) };
  return {
    left: response,
    relation: "~",
    right: call(name("PoissonMultinomial"), ofPeople),
    comment: `of the people i of unit u${likelihood === "exact" ? "" : `, by ${likelihood}`}`,
  };
}

export function totalsEquations(spec: ModelSpec, totals: TotalsSpec): readonly Equation[] {
  const { outcomes, reference, predictors, dispersed, likelihood } = totals;
  const response = sub(name(spec.design.response.text), u);
  const specs = specsOfOutcomes(spec);
  const scoreOf = (outcome: string): Notation =>
    sub(symbol("η"), row(i, operator(","), name(outcome)));
  const scores = predictors.flatMap(({ outcome }, k): readonly Equation[] => {
    const own = specs[k];
    return own ? [{ ...predictorEquation(own), left: scoreOf(outcome) }] : [];
  });
  const none: Equation = {
    left: scoreOf(outcomes[reference] ?? ""),
    relation: "=",
    right: name("0"),
  };
  const means = dispersed || likelihood === "mean" ? [meanOfUnit] : [];
  return [countsEquation(response, totals), ...means, ...scores, none];
}
