/** The summary of a fit: moments, intervals, and how exactly they are known, of each parameter. */
import { isEffect } from "../target/index.js";
import { openDrawMeasures, summariseDraws } from "./diagnostics/index.js";
import { parameterDraws } from "./draws.js";
import type { MarginalSummary } from "./marginals/marginal.js";
import { summariseMarginal } from "./marginals/summarise-marginal.js";
import type {
  NamedParameter,
  ParameterMarginalSummary,
  ParameterSummary,
} from "./parameter-summary.js";
import type { Draws, InlaPosterior, Posterior } from "./posterior.js";
import type { ResultTable } from "./result-table.js";
import { drawsTable, marginalsTable } from "./summary-table.js";

export interface SummaryOptions {
  /** Roles, terms or names of the parameters to show; all when not given. */
  readonly include?: readonly string[];
  /** Of the highest density interval; 0.94 when not given. */
  readonly probability?: number;
}

export interface Summary<Row = ParameterSummary | ParameterMarginalSummary> {
  readonly rows: readonly Row[];
  readonly table: ResultTable;
}

type Wants = (parameter: NamedParameter) => boolean;

function wantsOf(include: readonly string[] | undefined): Wants {
  if (include === undefined) return () => true;
  const wanted = new Set(include);
  return ({ name, role, term }) => wanted.has(name) || wanted.has(role) || wanted.has(term);
}

function summariseChains(draws: Draws, wants: Wants, probability: number): ParameterSummary[] {
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  return draws.parameters.flatMap(({ name, role, term }, index): ParameterSummary[] =>
    wants({ name, role, term })
      ? [
          {
            name,
            role,
            term,
            ...summariseDraws(parameterDraws(draws, index), measures, probability),
          },
        ]
      : [],
  );
}

/** A marginal that only joint draws describe: correlations of three or more effects. */
function summariseDrawn(fit: InlaPosterior, index: number, probability: number): MarginalSummary {
  const { draws } = fit;
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  return { ...summariseDraws(parameterDraws(draws, index), measures, probability), mode: NaN };
}

function summariseMarginals(
  fit: InlaPosterior,
  wants: Wants,
  probability: number,
): ParameterMarginalSummary[] {
  const rows = fit.model.parameters.flatMap(({ name, role, term }, index) => {
    if (!wants({ name, role, term })) return [];
    const marginal = fit.marginals[index];
    const summary = marginal
      ? summariseMarginal(marginal, probability)
      : summariseDrawn(fit, index, probability);
    return [{ name, role, term, ...summary }];
  });
  const precisions = fit.precisions.flatMap(({ name, term, marginal }) => {
    const named: NamedParameter = { name, role: "sd", term };
    return wants(named) ? [{ ...named, ...summariseMarginal(marginal, probability) }] : [];
  });
  const effects = rows.findIndex(({ role }) => isEffect(role));
  const place = effects < 0 ? rows.length : effects;
  return [...rows.slice(0, place), ...precisions, ...rows.slice(place)];
}

/** Summarises the reported parameters of a fit, in their order. */
export function summarise(
  posterior: Exclude<Posterior, InlaPosterior>,
  options?: SummaryOptions,
): Summary<ParameterSummary>;
export function summarise(
  posterior: InlaPosterior,
  options?: SummaryOptions,
): Summary<ParameterMarginalSummary>;
export function summarise(posterior: Posterior, options?: SummaryOptions): Summary;
export function summarise(posterior: Posterior, options: SummaryOptions = {}): Summary {
  const { include, probability = 0.94 } = options;
  const wants = wantsOf(include);
  if (posterior.engine === "inla") {
    const rows = summariseMarginals(posterior, wants, probability);
    return { rows, table: marginalsTable(posterior, rows) };
  }
  const rows = summariseChains(posterior.draws, wants, probability);
  return { rows, table: drawsTable(posterior, rows, probability) };
}
