/** Which parameters a chart draws: those that were asked for, else the first of the population's. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { PlotContext, PlotOptions, Refusal } from "../subject.js";
import { askedFor, effectTermsOf, populationOf } from "./parameters.js";
import type { ChartParameter } from "./parameters.js";

const namesShown = 12;

function nameSome(names: readonly string[]): string {
  const more = names.length - namesShown;
  const shown = names.slice(0, namesShown).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** What is asked for by a name that no parameter or term of the model has. */
export function unknownNames(
  model: CompiledModel,
  { parameters = [], term }: PlotOptions,
): Refusal | undefined {
  const terms = effectTermsOf({ model });
  if (term !== undefined && !terms.includes(term))
    return {
      message: `the model has no effects of a term \`${term}\``,
      argument: "term",
      expected: terms.length === 0 ? "no term" : `one of ${nameSome(terms)}`,
    };
  const known = new Set([...model.parameters.map(({ name }) => name), ...terms]);
  const unknown = parameters.find((name) => !known.has(name));
  if (unknown === undefined) return undefined;
  const names = [...populationOf({ model }).map(({ name }) => name), ...terms];
  return {
    message: `the model has no parameter or term \`${unknown}\``,
    argument: "parameters",
    expected: `one of ${nameSome(names)}`,
  };
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
  const refusal = unknownNames(fit.model, context.options);
  if (refusal === undefined) return askedFor(fit, asked);
  context.refuse(refusal);
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
  const refusal = unknownNames(fit.model, { ...(term !== undefined && { term }) });
  if (refusal !== undefined) {
    context.refuse(refusal);
    return undefined;
  }
  const of = (name: string): readonly ChartParameter[] => askedFor(fit, [name]);
  return term === undefined ? together(terms, first).map(of) : [of(term)];
}
