/** The races of a block: which formula has the network, which share it, and what is counted of each. */
import { printExpression } from "../../language/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Expression, Formula } from "../../language/ast.js";
import { readOutcomes, type Outcomes } from "../totals/read-outcomes.js";
import { findNetworkTerm, isShared, namedResponse, networkTermName } from "./network-calls.js";
import type { NetworkTerm } from "./network-model.js";
import { readNetworkTerm } from "./read-network-term.js";

export interface ReadRace {
  readonly name: string;
  readonly response: Expression;
  readonly outcomes: Outcomes;
}

export interface ReadRaces {
  readonly term: NetworkTerm;
  readonly races: readonly ReadRace[];
}

function reportOrdinary(formula: Formula, several: boolean, sink: DiagnosticSink): void {
  const { race } = namedResponse(formula);
  sink.report({
    code: "races-need-network",
    severity: "error",
    message: several
      ? "several races in one block are those of a network, which this formula does not have"
      : `\`${race?.text ?? ""}\` names a race of a network, which this formula does not have`,
    span: formula.terms.span,
    expected: "dense(...) or deep_mlm(...), then `shared` for the other races",
    found: printExpression(formula.terms),
    help: several
      ? "fit a model for each race and give the fits to ballot_covariance([gov, sen], ballots = ...), or write a network"
      : "leave the name out, or write a network",
  });
}

/** A network stands alone: it finds the interactions of all its columns itself. */
function readTerm(
  formula: Formula,
  several: boolean,
  sink: DiagnosticSink,
): NetworkTerm | undefined {
  const { terms } = formula;
  const kind = networkTermName(terms);
  if (kind && terms.kind === "call") return readNetworkTerm(terms, kind, sink);
  const inside = findNetworkTerm(terms);
  if (inside)
    sink.report({
      code: "bad-network",
      severity: "error",
      message: "a network is the whole right side of its formula",
      span: terms.span,
      expected: printExpression(inside),
      help: "give the network the columns of the other terms",
    });
  else if (isShared(terms))
    sink.report({
      code: "bad-network",
      severity: "error",
      message: "`shared` takes the network of the race above, and there is none",
      span: terms.span,
      expected: "dense(...) or deep_mlm(...) in the first formula of the block",
    });
  else reportOrdinary(formula, several, sink);
  return undefined;
}

function checkFurther(formulas: readonly Formula[], sink: DiagnosticSink): boolean {
  const own = formulas.filter(({ terms }) => !isShared(terms));
  for (const formula of own)
    if (findNetworkTerm(formula.terms))
      sink.report({
        code: "bad-network",
        severity: "error",
        message: "the races of a block share one network",
        span: formula.terms.span,
        expected: "shared",
        help: "a network of its own is a block of its own; fit(..., joint = false) trains one for each race",
      });
    else reportOrdinary(formula, true, sink);
  return own.length === 0;
}

/** A race without a name is called as its block; several need names, and different ones. */
function readRace(
  formula: Formula,
  only: boolean,
  taken: ReadonlySet<string>,
  blockName: string,
  sink: DiagnosticSink,
): ReadRace | undefined {
  const { race, response } = namedResponse(formula);
  const outcomes = readOutcomes(response, sink);
  const name = race?.text ?? blockName;
  const missing = !race && !only;
  if (missing || taken.has(name))
    sink.report({
      code: "bad-network",
      severity: "error",
      message: missing ? "a race among several has a name" : `two races are called \`${name}\``,
      span: (race ?? response).span,
      expected: "governor: votes(gov_d, gov_r, gov_none) ~ ...",
    });
  return outcomes && !missing && !taken.has(name) ? { name, response, outcomes } : undefined;
}

/** Undefined after reporting. */
export function readRaces(
  blockName: string,
  formulas: readonly Formula[],
  sink: DiagnosticSink,
): ReadRaces | undefined {
  const [first, ...others] = formulas;
  const term = first && readTerm(first, others.length > 0, sink);
  const shared = checkFurther(others, sink);
  const taken = new Set<string>();
  const races = formulas.map((formula) => {
    const race = readRace(formula, others.length === 0, taken, blockName, sink);
    if (race) taken.add(race.name);
    return race;
  });
  const found = races.filter((race) => race !== undefined);
  return term && shared && found.length === formulas.length ? { term, races: found } : undefined;
}
