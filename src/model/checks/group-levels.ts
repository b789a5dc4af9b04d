/** Warns of grouping factors whose scale the data cannot determine. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { GroupBlock } from "../../design/design-blocks.js";
import type { ModelSpec } from "../model-spec.js";
import { rowWeights } from "../row-weights.js";
import { spanEntry } from "./block-span.js";

export function warnOfGroupLevels(spec: ModelSpec, file: string, sink: DiagnosticSink): void {
  const weights = rowWeights(spec.design.response);
  spec.design.predictor.group.forEach((block, at) => {
    const { levels, rows } = informedLevels(block, weights);
    if (isFlatScale(block, spec, at) && levels < fewestLevels(spec))
      reportImproper(block, levels, file, sink);
    else if (levels === 1) reportSingle(block, file, sink);
    else if (levels === rows && confounds(block, spec)) reportAsMany(block, spec, file, sink);
  });
}

function isFlatScale({ effectColumns }: GroupBlock, { group }: ModelSpec, at: number): boolean {
  const intercept = effectColumns.indexOf(undefined);
  return group[at]?.scalePriors[intercept]?.distribution.name === "Flat";
}

/**
 * The likelihood of an sd falls like sd^−J for J groups, one power less where the intercept is flat as
 * well: a flat prior of the sd leaves a finite mass from two powers on (Gelman 2006, section 2.2).
 */
function fewestLevels({ intercept }: ModelSpec): number {
  return intercept?.prior.distribution.name === "Flat" ? 3 : 2;
}

function reportImproper(
  block: GroupBlock,
  levels: number,
  file: string,
  sink: DiagnosticSink,
): void {
  const { name } = block.factor;
  sink.report({
    code: "improper-posterior",
    severity: "error",
    message: `the posterior has no finite mass: \`sd(${block.term})\` has a flat prior, and the factor \`${name}\` only ${levels} ${levels === 1 ? "level" : "levels"} with data`,
    ...spanEntry(block, file),
    help: "give the sd a proper prior, such as HalfNormal(1)",
  });
}

/** Levels with data, and rows with data. */
function informedLevels(
  { factor }: GroupBlock,
  weights: Float64Array | undefined,
): { levels: number; rows: number } {
  const seen = new Uint8Array(factor.levels.length);
  let levels = 0;
  let rows = 0;
  for (let row = 0; row < factor.index.length; row++) {
    if (weights && !(weights[row]! > 0)) continue;
    rows++;
    const level = factor.index[row]!;
    if (level < 0 || seen[level] === 1) continue;
    seen[level] = 1;
    levels++;
  }
  return { levels, rows };
}

/** A varying intercept per row competes with a residual scale that is estimated too. */
function confounds({ effectColumns }: GroupBlock, { family, design }: ModelSpec): boolean {
  if (!effectColumns.includes(undefined)) return false;
  const residual = family === "gaussian" || family === "student_t";
  return (residual && !design.response.standardErrors) || family === "bernoulli";
}

function reportSingle(block: GroupBlock, file: string, sink: DiagnosticSink): void {
  const { name } = block.factor;
  sink.report({
    code: "few-group-levels",
    severity: "warning",
    message: `the factor \`${name}\` has one level with data: its effects cannot be told from the common ones, and their scale is its prior`,
    ...spanEntry(block, file),
    help: `leave \`(${block.term})\` out`,
  });
}

function reportAsMany(
  block: GroupBlock,
  { family }: ModelSpec,
  file: string,
  sink: DiagnosticSink,
): void {
  const rival = family === "bernoulli" ? "a single 0 or 1 a level" : "the residual scale sigma";
  sink.report({
    code: "as-many-levels-as-rows",
    severity: "warning",
    message: `the factor \`${block.factor.name}\` has as many levels as rows: \`sd(${block.term})\` cannot be told from ${rival}, only the priors separate them`,
    ...spanEntry(block, file),
    help: `leave \`(${block.term})\` out, or group by a coarser factor`,
  });
}
