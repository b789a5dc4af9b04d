/** A model as a computation graph: one likelihood term per row, as the user gave the data. */
import { likelihoods, type Graph, type GraphBuilder, type NodeId } from "../graph/index.js";
import { specsOfOutcomes, type TotalsSpec } from "../model/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { ReportedParameter } from "../target/index.js";
import { addCommonCoefficients } from "./common-coefficients.js";
import { addGroupTerms } from "./group-terms.js";
import { addCommonRows, addIntercept, type InterceptNodes } from "./linear-predictor.js";
import {
  contextOf,
  openModelContext,
  type ModelContext,
  type ReportedNode,
} from "./model-context.js";
import { responseStatistics } from "./response-statistics.js";
import { addStructuredTerms } from "./structured/structured-terms.js";
import { addScalarParameters, positive } from "./scalar-parameters.js";

export interface ModelGraph {
  readonly graph: Graph;
  readonly parameters: readonly ReportedParameter[];
  readonly coordinateTerms: readonly string[];
}

interface AuxiliaryNodes {
  readonly reported: readonly ReportedNode[];
  /** Node of the parameter called so. */
  named(name: string): NodeId;
}

function addAuxiliary(context: ModelContext): AuxiliaryNodes {
  const { auxiliary } = context.spec;
  const nodes = addScalarParameters(
    context,
    auxiliary.map(({ name, prior }) => ({ name, term: name, prior, natural: positive })),
  );
  return {
    reported: auxiliary.map(({ name }, i) => ({
      node: nodes[i]!,
      parameters: [{ name, role: "auxiliary", term: name }],
    })),
    named(name) {
      const position = auxiliary.findIndex((parameter) => parameter.name === name);
      if (position < 0) throw new Error(`the family needs ${name}`);
      return nodes[position]!;
    },
  };
}

const noAuxiliary: AuxiliaryNodes = {
  reported: [],
  named(name) {
    throw new Error(`totals have no ${name}`);
  },
};

/** Sum of the addends, with one entry per row even where none of them varies over rows. */
function addPredictor(builder: GraphBuilder, terms: readonly NodeId[], rowCount: number): NodeId {
  const varies = terms.some((term) => builder.shape(term).rows);
  const values = new Float64Array(rowCount);
  const rows = varies ? [] : [builder.add("constant", [], { values, rows: true }, "rows")];
  return builder.add("add", [...terms, ...rows], {}, "linear predictor");
}

function addLikelihood(context: ModelContext, auxiliary: AuxiliaryNodes, eta: NodeId): void {
  const { builder, spec, densities } = context;
  const { family, statistics, constant } = responseStatistics(spec);
  const parameters = likelihoods[family].auxiliary.map((name) => auxiliary.named(name));
  const joined =
    parameters.length > 1 ? [builder.add("concat", parameters, {}, "auxiliary")] : parameters;
  const attributes = { family, link: spec.link, statistics, constant };
  const { text } = spec.design.response;
  densities.push(builder.add("likelihood", [eta, ...joined], attributes, text));
}

function commonReports(
  { spec }: ModelContext,
  intercept: InterceptNodes | undefined,
  beta: NodeId | undefined,
): readonly ReportedNode[] {
  const reports: ReportedNode[] = [];
  if (intercept) {
    const { name } = spec.intercept!;
    reports.push({
      node: intercept.atZero,
      parameters: [{ name, role: "intercept", term: name }],
    });
  }
  if (beta !== undefined) {
    const parameters = spec.common.map(({ name, term }): ReportedParameter => ({
      name,
      role: "common",
      term,
    }));
    reports.push({ node: beta, parameters });
  }
  return reports;
}

/** One linear predictor and what is reported of it. */
interface PredictorNodes {
  readonly eta: NodeId;
  readonly common: readonly ReportedNode[];
  readonly hyperparameters: readonly ReportedNode[];
  readonly effects: readonly ReportedNode[];
  readonly auxiliary: AuxiliaryNodes;
}

function addLinearPredictor(context: ModelContext, withAuxiliary: boolean): PredictorNodes {
  const { builder, spec } = context;
  const beta = addCommonCoefficients(context);
  const intercept = spec.intercept && addIntercept(context, spec.intercept, beta);
  const auxiliary = withAuxiliary ? addAuxiliary(context) : noAuxiliary;
  const groups = addGroupTerms(context);
  const structured = addStructuredTerms(context);
  const terms = [...addCommonRows(context, beta, intercept), ...groups.rows, ...structured.rows];
  return {
    eta: addPredictor(builder, terms, spec.design.predictor.rowCount),
    common: commonReports(context, intercept, beta),
    hyperparameters: [...groups.hyperparameters, ...structured.hyperparameters],
    effects: [...groups.effects, ...structured.effects],
    auxiliary,
  };
}

/** Counts of units by the softmax of the outcomes' predictors. */
function addTotals(
  { builder, spec, densities }: ModelContext,
  totals: TotalsSpec,
  predictors: readonly PredictorNodes[],
): void {
  const { likelihood, dispersed, outcomes, reference, unit, weights, counts } = totals;
  const attributes = {
    likelihood,
    dispersed,
    outcomes: outcomes.length,
    reference,
    unit,
    weights,
    counts,
  };
  const scores = predictors.map(({ eta }) => eta);
  const inputs = dispersed ? [...scores, predictors[0]!.auxiliary.named("kappa")] : scores;
  densities.push(builder.add("aggregate", inputs, attributes, spec.design.response.text));
}

export function buildModelGraph(spec: ModelSpec): ModelGraph {
  const context = openModelContext(spec);
  const { builder, densities } = context;
  const { totals } = spec;
  const predictors = specsOfOutcomes(spec).map((one, k) =>
    addLinearPredictor(contextOf(context, one), k === 0),
  );
  const [first] = predictors;
  if (totals) addTotals(context, totals, predictors);
  else addLikelihood(context, first!.auxiliary, first!.eta);
  const output = builder.add("add", densities, {}, "log density");
  const reports = [
    ...predictors.flatMap(({ common }) => common),
    ...first!.auxiliary.reported,
    ...predictors.flatMap(({ hyperparameters }) => hyperparameters),
    ...predictors.flatMap(({ effects }) => effects),
  ];
  for (const { node, parameters } of reports) builder.report(node, parameters);
  return {
    graph: builder.finish(output),
    parameters: reports.flatMap(({ parameters }) => parameters),
    coordinateTerms: context.coordinateTerms,
  };
}
