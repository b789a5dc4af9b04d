/** Which parameters a chart draws: those that were asked for, else the first of the population's. */
import type { ModelSpec } from "../../model/model-spec.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { PlotContext, Refusal } from "../subject.js";
import { askedFor, effectTermsOf, parametersOf, populationOf } from "./parameters.js";
import type { ChartParameter } from "./parameters.js";

const namesShown = 12;

function nameSome(names: readonly string[]): string {
  const more = names.length - namesShown;
  const shown = names.slice(0, namesShown).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Undefined after a report; `most` keeps panels from becoming too many when nothing was asked for. */
export function chooseParameters(
  fit: Posterior,
  context: PlotContext,
  most: number = Infinity,
): readonly ChartParameter[] | undefined {
  const { parameters, term } = context.options;
  const asked = [...(parameters ?? []), ...(term === undefined ? [] : [term])];
  if (asked.length === 0) return populationOf(fit).slice(0, most);
  const known = new Set([...parametersOf(fit).map(({ name }) => name), ...effectTermsOf(fit)]);
  const unknown = asked.find((name) => !known.has(name));
  if (unknown === undefined) return askedFor(fit, asked);
  context.refuse({
    message: `the fit has no parameter or term \`${unknown}\``,
    argument: unknown === term ? "term" : "parameters",
    expected: `one of ${nameSome([...populationOf(fit).map(({ name }) => name), ...effectTermsOf(fit)])}`,
  });
  return undefined;
}

/** A chart of effects needs a model that has some. */
export function withoutEffects({ design }: ModelSpec): Refusal | undefined {
  const { group, structured } = design.predictor;
  if (group.length + structured.length > 0) return undefined;
  return {
    message: "the model has no effects of groups or nodes",
    argument: "kind",
    expected: "a model with a term such as (1 | state)",
  };
}

/** Terms that vary by the same factor as the first: `1|Subject` and `Days|Subject`. */
function together(terms: readonly string[], first: string): readonly string[] {
  const bar = first.indexOf("|");
  return bar < 0 ? [first] : terms.filter((name) => name.endsWith(first.slice(bar)));
}

/** The effects of the term that was asked for, else of the first term and those of its factor. */
export function chooseEffects(
  fit: Posterior,
  context: PlotContext,
): readonly (readonly ChartParameter[])[] | undefined {
  const terms = effectTermsOf(fit);
  const [first = ""] = terms;
  const { term } = context.options;
  if (term !== undefined && !terms.includes(term)) {
    context.refuse({
      message: `the fit has no effects of a term \`${term}\``,
      argument: "term",
      expected: `one of ${nameSome(terms)}`,
    });
    return undefined;
  }
  const of = (name: string): readonly ChartParameter[] => askedFor(fit, [name]);
  if (term !== undefined) return [of(term)];
  return together(terms, first).map(of);
}
