/** The arguments that predictive checks of fits and of priors share. */
import { findColumn } from "../data/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { CheckKindName, CheckOptions, StatisticName } from "../posterior/index.js";
import { requireColumn } from "./column-expressions.js";
import type { VerbCall } from "./verb.js";

export const predictiveParameters = {
  draws: { kind: "count", default: "500", help: "number of simulated data sets" },
  seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  kind: {
    kind: "word",
    choices: ["summary", "density", "bars", "grouped", "rootogram", "intervals"],
    default: "summary, with by grouped",
    help: "what is compared: statistics of the response, its density, how often each count occurs (bars, rootogram), a statistic of each group, or every row",
  },
  by: { kind: "columns", help: "columns of the model's data: the check is made in each group" },
  statistic: {
    kind: "word",
    choices: ["mean", "sd", "median", "min", "max", "zeros"],
    default: "mean",
    help: "grouped: what is compared; the mean of shares is that of all trials",
  },
  scale: {
    kind: "word",
    choices: ["share", "count"],
    default: "share",
    help: "of counts among trials: shares, or the counts themselves; bars and rootogram take counts",
  },
} as const;

export interface GivenCheck {
  readonly kind?: string | undefined;
  readonly by?: readonly Name[] | undefined;
  readonly statistic?: string | undefined;
  readonly scale?: string | undefined;
}

export function checkOptionsOf({ kind, by, statistic, scale }: GivenCheck): CheckOptions {
  return {
    ...(kind !== undefined && { kind: kind as CheckKindName }),
    ...(by && { by: by.map(({ text }) => text) }),
    ...(statistic !== undefined && { statistic: statistic as StatisticName }),
    ...(scale !== undefined && { scale: scale as "share" | "count" }),
  };
}

/** Reports columns that the model's data do not have; false when there are any. */
export function checkColumns(
  spec: ModelSpec,
  by: readonly Name[] | undefined,
  sink: DiagnosticSink,
): boolean {
  const { frame } = spec.origin;
  for (const name of by ?? []) requireColumn(frame, name, sink);
  return (by ?? []).every(({ text }) => findColumn(frame, text) !== undefined);
}

/** Counts of units are compared outcome by outcome, or unit by unit. */
function checkOfTotals(name: string, { kind, by }: GivenCheck, call: VerbCall): boolean {
  const argument = by ? "by" : "kind";
  if (!by && (kind === undefined || kind === "summary" || kind === "intervals")) return true;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: `the response of ${name} is known only as totals of units, which have no groups or ranks`,
    expected: "kind = summary or kind = intervals",
    span: call.spanOf(argument),
  });
  return false;
}

/** Reports what the responses of the model cannot be asked; false when something was. */
export async function checkPredictive(
  spec: ModelSpec,
  { kind, by }: GivenCheck,
  call: VerbCall,
): Promise<boolean> {
  if (spec.totals) return checkOfTotals(spec.name, { kind, by }, call);
  const columns = checkColumns(spec, by, call.sink);
  if (kind !== "bars" && kind !== "rootogram") return columns;
  const { discreteFamilies } = await import("../vocabulary/index.js");
  if (discreteFamilies.has(spec.family)) return columns;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`kind = ${kind}\` counts how often each response occurs, and responses of the ${spec.family} family are not counts`,
    expected: "kind = density",
    span: call.spanOf("kind"),
  });
  return false;
}
