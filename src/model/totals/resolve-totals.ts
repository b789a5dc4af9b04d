/** From a model of totals and its two data to its specification. */
import type { DataFrame } from "../../data/index.js";
import { buildMemberDesign, type FormulaSources } from "../../design/index.js";
import type { Design, LinearPredictor } from "../../design/design-blocks.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { families, type AuxiliaryRule } from "../../vocabulary/index.js";
import type { ModelRequest } from "../model-request.js";
import type { ModelSpec, OutcomePredictor, TotalsSpec } from "../model-spec.js";
import { resolveParameters, type ModelParameters } from "../resolve-parameters.js";
import type { AggregateRequest } from "./aggregate-request.js";
import { checkTotals } from "./check-totals.js";
import { findSides } from "./find-sides.js";
import { matchUnits } from "./match-units.js";
import { parametersOfOutcome, predictorOfOutcome } from "./name-outcome.js";
import { priorsOfOutcome } from "./priors-of-outcome.js";
import { readOutcomes, type Outcomes } from "./read-outcomes.js";
import { isDispersed } from "./read-aggregate.js";
import { unitCounts } from "./unit-counts.js";

const concentration: AuxiliaryRule = {
  name: "kappa",
  summary: "concentration of a unit's probabilities around their mean",
  defaultPrior: () => ({
    distribution: { name: "Gamma", parameters: [2, 0.01] },
    reason: "a concentration of some hundred people: Gamma(2, 0.01)",
  }),
};

/** The specification's parts that a model of totals has its own way to. */
export interface ResolvedTotals {
  readonly design: Design;
  readonly parameters: ModelParameters;
  readonly totals: TotalsSpec;
  /** The predictor and the parameters of one outcome under their plain names, for checks of the design. */
  readonly plain: Pick<ModelSpec, "design"> & ModelParameters;
}

type Units = Pick<TotalsSpec, "counts" | "unit" | "weights" | "unitNames"> & {
  readonly design: Design;
};

/** The units with their people; undefined after reporting. */
function resolveUnits(
  { formula, independentSlopes }: ModelRequest,
  request: AggregateRequest,
  outcomes: Outcomes,
  frame: DataFrame,
  sources: FormulaSources,
  sink: DiagnosticSink,
): Units | undefined {
  const sides = findSides(request, frame, sources, sink);
  if (!sides) return undefined;
  const { totals, people } = sides;
  const counts = unitCounts(totals, outcomes);
  const columns = outcomes.columns.length;
  const { key } = request;
  const ofRow = counts && matchUnits({ totals, people, counts, outcomes: columns, key });
  const options = { independentSlopes };
  const design = buildMemberDesign(formula, request.weight, frame, options, sink, sources);
  if (!counts || !ofRow || !design) return undefined;
  const response = formula.response;
  const given = {
    totals,
    people,
    counts,
    outcomes: columns,
    unit: ofRow,
    design,
    request,
    response,
  };
  if (!checkTotals(given)) return undefined;
  const unit = Int32Array.from(design.rows, (row) => ofRow[row]!);
  return { counts, unit, design, weights: design.response.trials!, unitNames: totals.keys };
}

/** A member's response is its unit's share of an outcome: what starting values and checks take it for. */
function expectedResponse(
  { counts, unit, weights, design }: Units,
  outcomes: number,
  outcome: number,
): Design {
  const values = Float64Array.from(unit, (u, i) => {
    const votes = counts.subarray(u * outcomes, (u + 1) * outcomes);
    const total = votes.reduce((sum, count) => sum + count, 0);
    return total === 0 ? 0 : (weights[i]! * votes[outcome]!) / total;
  });
  return { ...design, response: { ...design.response, values } };
}

/** One report for each place and code: what is wrong for one outcome is wrong for all. */
function onceEach(sink: DiagnosticSink): DiagnosticSink {
  const seen = new Set<string>();
  return {
    report(diagnostic) {
      const key = `${diagnostic.code}:${diagnostic.span?.start ?? -1}:${diagnostic.severity}`;
      if (!seen.has(key)) sink.report(diagnostic);
      seen.add(key);
    },
  };
}

function flatPredictor(
  predictor: LinearPredictor,
  predictors: readonly OutcomePredictor[],
): LinearPredictor {
  if (predictors.length === 1) return predictor;
  return {
    ...predictor,
    common: predictors.flatMap((one) => one.predictor.common),
    group: predictors.flatMap((one) => one.predictor.group),
    structured: predictors.flatMap((one) => one.predictor.structured),
  };
}

/** Undefined after reporting. */
export function resolveTotals(
  request: ModelRequest,
  aggregate: AggregateRequest,
  frame: DataFrame,
  sources: FormulaSources,
  sink: DiagnosticSink,
): ResolvedTotals | undefined {
  const outcomes = readOutcomes(request.formula.response, sink);
  if (!outcomes || !familyFits(aggregate, outcomes, sink)) return undefined;
  const units = resolveUnits(request, aggregate, outcomes, frame, sources, sink);
  if (!units) return undefined;
  const names = outcomes.columns.map(({ text }) => text);
  if (outcomes.ofTrials) names[1] = `not ${names[0]!}`;
  const scored = names.map((_, c) => c).filter((c) => c !== outcomes.reference);
  const prefixes = scored.map((c) => (scored.length === 1 ? "" : `${names[c]!}:`));
  const once = onceEach(sink);
  const dispersed = isDispersed(aggregate.family);
  const plain: (Pick<ModelSpec, "design"> & ModelParameters)[] = [];
  const predictors = scored.flatMap((c, k): readonly OutcomePredictor[] => {
    const design = expectedResponse(units, names.length, c);
    const others = prefixes.filter((_, other) => other !== k);
    const priors = priorsOfOutcome(request.priors, prefixes[k]!, others);
    const family = { ...families.binomial, auxiliary: dispersed ? [concentration] : [] };
    const found = resolveParameters({ ...request, priors }, design, family, "logit", once);
    if (!found) return [];
    plain.push({ design, ...found });
    const { intercept, common, group, structured } = parametersOfOutcome(found, prefixes[k]!);
    const predictor = predictorOfOutcome(design.predictor, prefixes[k]!);
    return [
      { outcome: names[c]!, prefix: prefixes[k]!, predictor, intercept, common, group, structured },
    ];
  });
  if (predictors.length < scored.length) return undefined;
  const { counts, unit, weights, unitNames } = units;
  return {
    plain: plain[0]!,
    design: { ...plain[0]!.design, predictor: flatPredictor(units.design.predictor, predictors) },
    parameters: {
      intercept: predictors.length === 1 ? predictors[0]!.intercept : undefined,
      common: predictors.flatMap((one) => one.common),
      group: predictors.flatMap((one) => one.group),
      structured: predictors.flatMap((one) => one.structured),
      auxiliary: plain[0]!.auxiliary,
    },
    totals: {
      key: aggregate.key.text,
      unitsName: aggregate.data.text,
      unitNames,
      outcomes: names,
      reference: outcomes.reference,
      likelihood: aggregate.likelihood,
      dispersed,
      counts,
      unit,
      weights,
      predictors,
    },
  };
}

function familyFits(
  { family, familySpan }: AggregateRequest,
  { columns }: Outcomes,
  sink: DiagnosticSink,
): boolean {
  const ofTwo = family === "binomial" || family === "beta_binomial";
  if (!ofTwo || columns.length === 2) return true;
  sink.report({
    code: "family-and-response",
    severity: "error",
    message: `the \`${family}\` family is for two outcomes, and the response has ${columns.length}`,
    ...(familySpan && { span: familySpan }),
    help: `use \`family = ${family === "binomial" ? "multinomial" : "dirichlet_multinomial"}\``,
  });
  return false;
}
