/** The likelihood of a model as an equation: `favour_i ~ Binomial(n_i, p_i)`. */
import type { ModelSpec } from "../../model/model-spec.js";
import type { FamilyName } from "../../vocabulary/index.js";
import { call, name, operator, row, sub, symbol } from "./notation.js";
import type { Equation, Notation } from "./notation.js";

const i = symbol("i");

/** What links act on: a probability or a mean. */
export function meanSymbol(family: FamilyName): Notation {
  return sub(symbol(family === "bernoulli" || family === "binomial" ? "p" : "μ"), i);
}

/** `favour` and `n` of `p(favour, n)`; anything else is one name. */
function responseNames(text: string): { readonly value: string; readonly trials?: string } {
  const [, value, trials] = /^(?:p|prop|proportion)\((.+), ([^,]+)\)$/u.exec(text) ?? [];
  return value === undefined || trials === undefined ? { value: text } : { value, trials };
}

function likelihood(family: FamilyName, mean: Notation, trials: Notation, sd: Notation): Notation {
  switch (family) {
    case "gaussian":
      return call(name("Normal"), mean, sd);
    case "student_t":
      return call(name("StudentT"), symbol("ν"), mean, sd);
    case "bernoulli":
      return call(name("Bernoulli"), mean);
    case "binomial":
      return call(name("Binomial"), trials, mean);
    case "poisson":
      return call(name("Poisson"), mean);
    case "negative_binomial":
      return call(name("NegativeBinomial"), mean, symbol("α"));
    case "gamma":
      return call(name("Gamma"), symbol("α"), row(symbol("α"), operator("/"), mean));
    case "beta": {
      const rest = row(operator("("), name("1"), operator("−"), mean, operator(")"), symbol("κ"));
      return call(name("Beta"), row(mean, symbol("κ")), rest);
    }
  }
}

export function responseEquation({ family, design }: ModelSpec): Equation {
  const { text, weights, standardErrors } = design.response;
  const { value, trials } = responseNames(text);
  const sd = standardErrors ? sub(symbol("σ"), i) : symbol("σ");
  const mean = meanSymbol(family);
  const given = trials === undefined ? name("1") : sub(name(trials), i);
  const comment = [
    ...(weights ? ["each row's log likelihood is multiplied by its weight"] : []),
    ...(standardErrors ? ["σ_i² adds the square of the row's known standard error"] : []),
  ].join("; ");
  return {
    left: sub(name(value), i),
    relation: "~",
    right: likelihood(family, mean, given, sd),
    ...(comment !== "" && { comment }),
  };
}
