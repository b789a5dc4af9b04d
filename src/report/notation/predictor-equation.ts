/** The linear predictor of a model as an equation: `logit(p_i) = β_0 + β_male male_i + u_state[i]`. */
import type {
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  StructuredBlock,
} from "../../design/design-blocks.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { call, name, operator, row, sub, sum, sup, symbol } from "./notation.js";
import type { Equation, Notation } from "./notation.js";
import { meanSymbol } from "./response-equation.js";

const i = symbol("i");
const times = operator("·");

/** `state[i]`: the level of a row. */
const levelOf = (factor: string): Notation => row(name(factor), operator("["), i, operator("]"));

/** The coefficient of one column, or of the level that a row has. */
function commonTerm({ term, columns, columnNames }: CommonBlock): Notation {
  const multiplied = columns.kind === "pattern" && columns.multiplier !== undefined;
  if (columns.kind === "pattern" && !multiplied) return sub(symbol("β"), levelOf(term));
  if (columnNames.length === 1) return row(sub(symbol("β"), name(term)), times, sub(name(term), i));
  const k = symbol("k");
  const coefficient = sub(symbol("β"), row(name(term), operator(","), k));
  return row(sub(symbol("∑"), k), coefficient, times, sub(name(term), row(i, operator(","), k)));
}

/** `u` where one effect varies by the factor, `u^x` where several do. */
export function effectSymbol(effect: string): Notation {
  return effect === "1" ? symbol("u") : sup(symbol("u"), name(effect));
}

function groupTerms({ factor, effectNames, effectColumns }: GroupBlock): readonly Notation[] {
  return effectNames.map((effect, at) => {
    const above = effect === "1" ? undefined : name(effect);
    const own = sub(symbol("u"), levelOf(factor.name), above);
    return effectColumns[at] === undefined ? own : row(own, times, sub(name(effect), i));
  });
}

const structuredTerm = ({ column, effect }: StructuredBlock): Notation =>
  sub(symbol("f"), levelOf(column), name(effect));

function predictorTerms(predictor: LinearPredictor): readonly Notation[] {
  const { intercept, common, group, structured, offset } = predictor;
  return [
    ...(intercept ? [sub(symbol("β"), name("0"))] : []),
    ...common.map(commonTerm),
    ...group.flatMap(groupTerms),
    ...structured.map(structuredTerm),
    ...(offset ? [sub(name("offset"), i)] : []),
  ];
}

export function predictorEquation({ family, link, design }: ModelSpec): Equation {
  const mean = meanSymbol(family);
  const terms = predictorTerms(design.predictor);
  return {
    left: link === "identity" ? mean : call(name(link), mean),
    relation: "=",
    right: terms.length === 0 ? name("0") : sum(terms),
  };
}
