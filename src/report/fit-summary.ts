/** The table of a fit that people read: everything but the effects of groups and nodes, which are counted. */
import { summarise } from "../posterior/index.js";
import type { InlaPosterior, Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import { isEffect, type ParameterRole } from "../target/index.js";
import { describeSampling, samplingNotes } from "./describe-sampling.js";
import { describeVariational, variationalNotes } from "./describe-variational.js";
import { formatCount, formatNumber } from "./numbers.js";

const populationRoles: readonly ParameterRole[] = [
  "intercept",
  "common",
  "auxiliary",
  "sd",
  "correlation",
  "shape",
];

// The error of the standard deviation is in the JSON document; here it would break 80 columns.
const hiddenColumns: ReadonlySet<string> = new Set(["mcse_sd"]);

function dropColumns(table: ResultTable): ResultTable {
  const kept = table.columns.flatMap(({ name }, at) => (hiddenColumns.has(name) ? [] : [at]));
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !hiddenColumns.has(name)),
    rows: table.rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}

/** Below the table of an INLA fit: what compares models, on the rows as the user gave them. */
function criteriaNotes(posterior: InlaPosterior): readonly string[] {
  const { criteria, approximation } = posterior;
  const { gaussian, integrated } = approximation.logMarginalLikelihood;
  const one = (value: number): string => value.toFixed(2);
  return [
    `DIC ${one(criteria.dic.value)} (${one(criteria.dic.effectiveParameters)} effective parameters), ` +
      `WAIC ${one(criteria.waic.value)} (${one(criteria.waic.effectiveParameters)})`,
    `log marginal likelihood ${one(integrated)} (Gaussian ${one(gaussian)})`,
  ];
}

/** Which engine `auto` chose, and why. */
function choiceNotes({ diagnostics }: Posterior): readonly string[] {
  return diagnostics.filter(({ code }) => code === "engine-chosen").map(({ message }) => message);
}

function engineNotes(posterior: Posterior): readonly string[] {
  switch (posterior.engine) {
    case "nuts":
      return samplingNotes(posterior);
    case "inla":
      return criteriaNotes(posterior);
    case "advi":
    case "pathfinder":
      return variationalNotes(posterior);
  }
}

/** The table of every parameter but the group effects, or of all; what an engine knows is in its columns. */
export function summaryTable(posterior: Posterior, all = false): ResultTable {
  const { parameters } = posterior.model;
  const groupEffects = parameters.filter(({ role }) => isEffect(role)).length;
  const { table } = all ? summarise(posterior) : summarise(posterior, { include: populationRoles });
  const notes = [...choiceNotes(posterior), ...engineNotes(posterior)];
  if (all || groupEffects === 0) return dropColumns({ ...table, notes });
  const effects = groupEffects === 1 ? "effect" : "effects";
  const kind = parameters.some(({ role }) => role === "node") ? "" : "group ";
  const hidden = `${formatCount(groupEffects)} ${kind}${effects} not shown; summary(fit, all = true) shows them`;
  return dropColumns({ ...table, notes: [hidden, ...notes] });
}

/** The parameters of one term; undefined where the fit has no such term. */
export function termTable(posterior: Posterior, term: string): ResultTable | undefined {
  const { rows, table } = summarise(posterior, { include: [term] });
  return rows.length > 0 ? dropColumns({ ...table, notes: [] }) : undefined;
}

/** `NUTS: 4 chains of 1,000 draws after 1,000 tuning, seed 1, 12.3 s, no divergences`. */
export function describeFit(posterior: Posterior): string {
  const seconds = Object.values(posterior.seconds).reduce((sum, value) => sum + value, 0);
  switch (posterior.engine) {
    case "nuts":
      return describeSampling(posterior, seconds);
    case "inla":
      return describeApproximation(posterior, seconds);
    case "advi":
    case "pathfinder":
      return describeVariational(posterior, formatNumber(seconds));
  }
}

/** `, corrected by 2,000 weighted draws (1,944 effective, k-hat 0.05)`. */
function describeCorrection(correction: InlaPosterior["correction"]): string {
  if (!correction?.passed) return "";
  const { draws, effectiveDraws, kHat } = correction;
  const effective = formatCount(Math.round(effectiveDraws));
  const tail = kHat > 0 ? `k-hat ${kHat.toFixed(2)}` : "k-hat below 0";
  return `, corrected by ${formatCount(draws)} weighted draws (${effective} effective, ${tail})`;
}

/** `INLA: 25 points over 4 hyperparameters (ccd, density sampled at 250), 18 latents, 0.06 s`. */
function describeApproximation(
  { approximation, correction }: InlaPosterior,
  seconds: number,
): string {
  const { points, coordinates, integration, centre, sampled } = approximation;
  const count = coordinates.mode.length;
  const over = `${count} hyperparameter${count === 1 ? "" : "s"}`;
  const at = `${points.length} point${points.length === 1 ? "" : "s"}`;
  const how = sampled ? `${integration}, density sampled at ${sampled.evaluations}` : integration;
  return `INLA: ${at} over ${over} (${how}), ${formatCount(centre.mean.length)} latents${describeCorrection(correction)}, ${formatNumber(seconds)} s`;
}
