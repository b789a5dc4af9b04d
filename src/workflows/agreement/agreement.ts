/** `agreement(a, b)`: whether two fits of one model say the same, and what to do where they do not. */
import { isEffect } from "../../target/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { listNames } from "../../data/index.js";
import type { Posterior, ResultTable } from "../../posterior/index.js";
import { compareFits, noticeable, serious, type ComparedParameter } from "./compare-fits.js";

export interface AgreementOptions {
  /** True shows group effects that agree as well. */
  readonly all: boolean;
  readonly span?: Span;
}

function sameModel(first: Posterior, second: Posterior): boolean {
  const [a, b] = [first.model.spec, second.model.spec];
  return (
    a.formulaText === b.formulaText &&
    a.family === b.family &&
    a.link === b.link &&
    a.design.rows.length === b.design.rows.length &&
    first.model.parameters.length === second.model.parameters.length &&
    first.model.parameters.every(({ name }, at) => name === second.model.parameters[at]!.name)
  );
}

/** Where engines differ, one of them is wrong: which, and how to find out. */
function advise(first: Posterior, second: Posterior): string {
  const engines = new Set([first.engine, second.engine]);
  if (!engines.has("nuts")) return "fit with engine = nuts and compare both with it";
  if (engines.size === 2)
    return "engine = nuts has no error but that of its draws: check its R-hat and divergences, draw more, and use it where it is sound";
  return "draw more from both, with different seeds and a higher target_accept: chains that disagree have not converged";
}

function reportDifferences(
  rows: readonly ComparedParameter[],
  advice: string,
  { span }: AgreementOptions,
  sink: DiagnosticSink,
): void {
  const named = (verdict: ComparedParameter["verdict"]): readonly string[] =>
    rows.filter((row) => row.verdict === verdict).map(({ name }) => name);
  const [wide, narrow] = [named("serious"), named("noticeable")];
  if (wide.length + narrow.length === 0) return;
  const parts = [
    ...(wide.length > 0 ? [`by more than ${serious} posterior sds in ${listNames(wide)}`] : []),
    ...(narrow.length > 0 ? [`by more than ${noticeable} in ${listNames(narrow)}`] : []),
  ];
  sink.report({
    code: "fits-disagree",
    severity: "warning",
    message: `the two fits differ ${parts.join(", and ")}`,
    help: advice,
    ...(span && { span }),
  });
}

function tableOf(
  first: Posterior,
  second: Posterior,
  rows: readonly ComparedParameter[],
  all: boolean,
): ResultTable {
  const shown = rows.filter(
    ({ role, verdict }) =>
      all || !isEffect(role) || verdict === "serious" || verdict === "noticeable",
  );
  const hidden = rows.length - shown.length;
  const largest = rows.reduce((most, { difference }) => Math.max(most, Math.abs(difference)), 0);
  const number = (name: string) => ({ name, format: "number" as const });
  return {
    kind: "table",
    title: `Agreement of ${first.engine} and ${second.engine} on ${first.model.spec.name}`,
    columns: [
      { name: "parameter", format: "text" },
      ...["mean_a", "mean_b", "sd_a", "sd_b", "difference"].map(number),
      { name: "verdict", format: "text" },
    ],
    rows: shown.map(({ name, means, sds, difference, verdict }) => [
      name,
      ...means,
      ...sds,
      difference,
      verdict,
    ]),
    notes: [
      `difference is (mean_b - mean_a) in posterior sds; above ${noticeable} is noticeable, above ${serious} serious`,
      `largest difference ${largest.toFixed(3)} over ${rows.length} parameters`,
      ...(hidden > 0
        ? [`${hidden} effects that agree are not shown; agreement(a, b, all = true) shows them`]
        : []),
    ],
  };
}

/** Undefined after reporting that the fits are of different models. */
export function agreement(
  first: Posterior,
  second: Posterior,
  options: AgreementOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  if (!sameModel(first, second)) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "agreement compares two fits of one model, and these are of different models",
      found: `${first.model.spec.name} and ${second.model.spec.name}`,
      ...(options.span && { span: options.span }),
    });
    return undefined;
  }
  const rows = compareFits(first, second);
  reportDifferences(rows, advise(first, second), options, sink);
  return tableOf(first, second, rows, options.all);
}
