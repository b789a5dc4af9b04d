/** The library's survey weights: the verbs of the same names for programs, without a session. */
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { ResultTable } from "../posterior/index.js";
import {
  describeOutcome,
  describeSample,
  rake as rakeSample,
  readOutcome,
  syntheticJoint as joinMargins,
  weightedEstimates as estimateWeighted,
} from "../workflows/survey/index.js";
import type { Raked } from "../workflows/survey/index.js";
import { requireValue } from "./library.js";
import { expressionFile, named, parseExpression } from "./library-names.js";

interface Reported {
  /** Warnings and notes. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface RakeOptions {
  /** The margins: `["state", "age:edu"]`; without it, each table's columns beside its weight, crossed. */
  readonly by?: string | readonly string[];
  /** The population's column of people. */
  readonly weight: string;
  /** The sample's column of design weights, which raking starts from. */
  readonly base?: string;
  /** The sample's column of respondents in each row. */
  readonly count?: string;
  /** `poststratify` takes all variables together as one margin; `rake` by default. */
  readonly method?: "rake" | "poststratify";
  /** The largest weight as a multiple of the mean weight. */
  readonly trim?: number;
  /** 1e-9 by default: the largest relative change of a margin in a round that counts as none. */
  readonly tolerance?: number;
  /** 1000 by default. */
  readonly rounds?: number;
  /** What the weights add up to; the population by default. */
  readonly total?: number;
  /** The new column; `weight` by default. */
  readonly name?: string;
}

function namedMargins(by: string | readonly string[]): { readonly text: string }[][] {
  const margins = typeof by === "string" ? [by] : by;
  return margins.map((margin) => margin.split(":").map((name) => named(name.trim())));
}

/** Weights under which the sample has the population's margins; throws a `ModelError`. */
export function rake(
  sample: DataFrame,
  frame: DataFrame | readonly DataFrame[],
  options: RakeOptions,
): Raked & Reported {
  const sink = collectDiagnostics();
  const { by, weight, base, count, method = "rake", tolerance = 1e-9, rounds = 1000 } = options;
  const { name = "weight", trim, total } = options;
  const raked = rakeSample(
    {
      sample,
      population: "kind" in frame ? [frame] : frame,
      weight: named(weight),
      method,
      tolerance,
      rounds,
      name: named(name),
      resultName: sample.name,
      ...(by !== undefined && { by: namedMargins(by) }),
      ...(base !== undefined && { base: named(base) }),
      ...(count !== undefined && { count: named(count) }),
      ...(trim !== undefined && { trim }),
      ...(total !== undefined && { total }),
    },
    sink,
  );
  return { ...requireValue(raked, sink), diagnostics: sink.diagnostics };
}

export interface WeightedEstimatesOptions {
  /** The sample's column of weights; one each when absent. */
  readonly weight?: string;
  /** The columns that make the areas; the whole sample when absent. */
  readonly by?: string | readonly string[];
  /** The sample's column of respondents in each row. */
  readonly count?: string;
  /** Probability inside the interval; 0.9 by default. */
  readonly interval?: number;
}

/** Weighted means of a column, a condition or `p(y, n)` with design-based standard errors. */
export function weightedEstimates(
  sample: DataFrame,
  outcome: string,
  { weight, by = [], count, interval = 0.9 }: WeightedEstimatesOptions = {},
): ResultTable {
  const sink = collectDiagnostics();
  const expression = parseExpression(outcome, sink);
  const asked =
    expression &&
    readOutcome(expression, sample, count === undefined ? {} : { count: named(count) }, sink);
  const areas = (typeof by === "string" ? [by] : by).map(named);
  const table =
    asked &&
    estimateWeighted(
      {
        sample,
        outcome: asked,
        by: areas,
        interval,
        ...(weight !== undefined && { weight: named(weight) }),
      },
      sink,
    );
  return requireValue(table, sink, new Map([[expressionFile, outcome]]));
}

export interface DescribeOptions {
  /** The variables, and crossings of them: `["age", "age:edu"]`. */
  readonly by: string | readonly string[];
  /** The population's column of people; one a row when absent. */
  readonly weight?: string;
  /** The sample's column of weights, for weighted shares too. */
  readonly survey_weight?: string;
  /** The sample's column of respondents in each row. */
  readonly count?: string;
  /** A column, a condition or `p(y, n)` that both have: its means by level instead of shares. */
  readonly outcome?: string;
}

/** Shares of a sample, or means of an outcome in it, beside those of its population, level by level. */
export function describe(
  sampled: DataFrame,
  frame: DataFrame,
  { by, weight, survey_weight, count, outcome }: DescribeOptions,
): ResultTable {
  const sink = collectDiagnostics();
  const question = {
    sample: sampled,
    frame,
    by: namedMargins(by),
    ...(weight !== undefined && { weight: named(weight) }),
    ...(count !== undefined && { count: named(count) }),
    ...(survey_weight !== undefined && { surveyWeight: named(survey_weight) }),
  };
  if (outcome === undefined) return requireValue(describeSample(question, sink), sink);
  const asked = parseExpression(outcome, sink);
  const table = asked && describeOutcome({ ...question, outcomeIn: () => asked }, sink);
  return requireValue(table, sink, new Map([[expressionFile, outcome]]));
}

export interface SyntheticJointOptions {
  /** The tables' column of people. */
  readonly weight: string;
  /** The margins: `["state", "age:edu"]`; without it, each table's columns beside its weight, crossed. */
  readonly by?: string | readonly string[];
  /** A survey whose associations hold where the margins say nothing. */
  readonly base?: DataFrame;
  /** The survey's column of respondents in each row. */
  readonly count?: string;
  /** The survey's column of weights. */
  readonly survey_weight?: string;
  /** 1e-9 by default. */
  readonly tolerance?: number;
  /** 1000 by default. */
  readonly rounds?: number;
}

/** A population by all variables together, from margins; what it assumes is in the diagnostics. */
export function syntheticJoint(
  margins: DataFrame | readonly DataFrame[],
  options: SyntheticJointOptions,
): { readonly data: DataFrame } & Reported {
  const sink = collectDiagnostics();
  const { weight, by, base, count, survey_weight, tolerance = 1e-9, rounds = 1000 } = options;
  const data = joinMargins(
    {
      margins: "kind" in margins ? [margins] : margins,
      weight: named(weight),
      tolerance,
      rounds,
      resultName: "joint",
      ...(by !== undefined && { by: namedMargins(by) }),
      ...(base !== undefined && { base }),
      ...(count !== undefined && { count: named(count) }),
      ...(survey_weight !== undefined && { surveyWeight: named(survey_weight) }),
    },
    sink,
  );
  return { data: requireValue(data, sink), diagnostics: sink.diagnostics };
}
