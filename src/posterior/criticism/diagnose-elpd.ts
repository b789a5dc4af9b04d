/** Whether a criterion can be trusted, and the rows because of which it cannot. */
import type { Diagnostic } from "../../diagnostics/index.js";
import { countText, counted, listText, valueText } from "../number-text.js";
import { observationWords, rowNumber, type Elpd } from "./elpd.js";
import { highRows } from "./elpd-table.js";
import type { LeaveOneOutElpd } from "./leave-one-out.js";

/** How many rows a message names. */
const named = 5;

/** The rows of the largest values, by their numbers in the data, with these values. */
function worstRows({ posterior }: Elpd, rows: readonly number[], values: Float64Array): string {
  const worst = rows.toSorted((a, b) => values[b]! - values[a]! || a - b).slice(0, named);
  const texts = worst.map((row) => {
    const value = values[row]!;
    const { totals } = posterior.model.spec;
    const name = totals ? totals.unitNames[row]! : rowNumber(posterior, row);
    return `${name} (${Number.isFinite(value) ? value.toFixed(2) : "no fit"})`;
  });
  return rows.length > named ? `${texts.join(", ")}, ...` : listText(texts);
}

export function diagnoseLeaveOneOut(loo: LeaveOneOutElpd): readonly Diagnostic[] {
  const rows = highRows(loo);
  if (rows.length === 0) return [];
  const { spec } = loo.posterior.model;
  const { chains, drawsPerChain } = loo.posterior.draws;
  const nuts = loo.posterior.engine === "nuts";
  const [one, more] = observationWords(loo.posterior);
  if (spec.totals)
    return [
      {
        code: "high-pareto-k",
        severity: "warning",
        message: `k-hat is above ${valueText(loo.threshold)} in ${countText(rows.length)} of ${counted(loo.kHat.length, one, more)} of ${spec.totals.unitsName}: the posterior without such a unit is too far from ${countText(chains * drawsPerChain)} draws with it, and elpd_loo is most likely too high`,
        found: `k-hat of ${rows.length === 1 ? one : more} ${worstRows(loo, rows, loo.kHat)}`,
        help: "see whether the counts of these units are mistakes, or vary more than people's chance: family = dirichlet_multinomial",
      },
    ];
  return [
    {
      code: "high-pareto-k",
      severity: "warning",
      message: `k-hat is above ${valueText(loo.threshold)} in ${countText(rows.length)} of ${counted(loo.kHat.length, one, more)} of ${spec.name}: the posterior without such a row is too far from ${countText(chains * drawsPerChain)} draws with it, and elpd_loo is most likely too high`,
      found: `k-hat of ${rows.length === 1 ? one : more} ${worstRows(loo, rows, loo.kHat)}`,
      help: `see whether these rows are mistakes, or the family needs heavier tails (student_t, negative_binomial); where a row has an effect of its own, ${nuts ? "leave_one_out of a fit by engine = inla integrates over it" : "leave_one_out(fit) integrates over it"}`,
    },
  ];
}

/** A row's share of p_waic above which the criterion is off (Vehtari, Gelman & Gabry 2017). */
const largestVariance = 0.4;

export function diagnoseWidelyApplicable(waic: Elpd): readonly Diagnostic[] {
  const rows = Array.from(waic.p.keys()).filter((row) => !(waic.p[row]! <= largestVariance));
  if (rows.length === 0) return [];
  const { spec } = waic.posterior.model;
  const [one, more] = observationWords(waic.posterior);
  return [
    {
      code: "waic-unreliable",
      severity: "warning",
      message: `p_waic is above ${largestVariance} in ${countText(rows.length)} of ${counted(waic.p.length, one, more)} of ${spec.name}: WAIC may be far off`,
      found: `p_waic of ${rows.length === 1 ? one : more} ${worstRows(waic, rows, waic.p)}`,
      help: "use loo(fit): its k-hat says of each row whether the estimate holds",
    },
  ];
}
