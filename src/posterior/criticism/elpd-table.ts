/** The table of a criterion: its sums over the rows with their standard errors, and how far to trust them. */
import { countText, counted, valueText } from "../number-text.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { observationWords, totalOf, type Elpd } from "./elpd.js";
import type { LeaveOneOutElpd } from "./leave-one-out.js";

/** What was left out at a time. */
export function unitNotes({ model }: Posterior): readonly string[] {
  const { design, totals } = model.spec;
  if (totals)
    return [
      `an observation is a row of ${totals.unitsName}: all counts of a \`${totals.key}\` are left out together`,
    ];
  const { trials, weights } = design.response;
  return [
    ...(trials
      ? ["an observation is a row of the data: all of its trials are left out together"]
      : []),
    ...(weights ? ["an observation is a row of the data: its weight multiplies what it adds"] : []),
  ];
}

/** Fewer rows than this make standard errors too small (Sivula, Magnusson & Vehtari 2020). */
export const fewRows = 100;

/** What the estimates rest on, in one line each. */
function basisNotes({ posterior, elpd }: Elpd): readonly string[] {
  const { chains, drawsPerChain } = posterior.draws;
  const rows = counted(elpd.length, ...observationWords(posterior));
  const few = elpd.length < fewRows ? `: with fewer than ${fewRows}, se is likely too small` : "";
  return [`${countText(chains * drawsPerChain)} draws, ${rows}${few}`, ...unitNotes(posterior)];
}

/** Rows whose k-hat is above the threshold. */
export function highRows({ kHat, threshold }: LeaveOneOutElpd): readonly number[] {
  return Array.from(kHat.keys()).filter((row) => !(kHat[row]! <= threshold));
}

function reliabilityNote(loo: LeaveOneOutElpd): string {
  const high = highRows(loo).length;
  const [one, more] = observationWords(loo.posterior);
  const limit = valueText(loo.threshold);
  if (high > 0)
    return `k-hat is above ${limit} in ${counted(high, one, more)}: leave_one_out(fit) lists it by ${one}`;
  const error = Math.sqrt(loo.mcse.reduce((sum, one) => sum + one * one, 0));
  return `k-hat is at most ${limit} in every ${one}; the Monte Carlo error of elpd_loo is ${valueText(error)}`;
}

function isLeaveOneOut(estimates: Elpd): estimates is LeaveOneOutElpd {
  return estimates.criterion === "loo";
}

export function elpdTable(estimates: Elpd): ResultTable {
  const { criterion, posterior, elpd, p } = estimates;
  const totals = [
    [`elpd_${criterion}`, totalOf(elpd)],
    [`p_${criterion}`, totalOf(p)],
    [criterion === "loo" ? "looic" : "waic", totalOf(elpd.map((value) => -2 * value))],
  ] as const;
  const name = criterion === "loo" ? "Leave-one-out cross-validation" : "WAIC";
  return {
    kind: "table",
    title: `${name} of ${posterior.model.spec.name}: ${posterior.model.spec.formulaText}`,
    columns: [
      { name: "quantity", format: "text" },
      { name: "estimate", format: "number" },
      { name: "se", format: "number" },
    ],
    rows: totals.map(([quantity, { estimate, se }]) => [
      quantity,
      Number.isFinite(estimate) ? estimate : null,
      Number.isFinite(se) ? se : null,
    ]),
    notes: [
      ...basisNotes(estimates),
      ...(isLeaveOneOut(estimates) ? [reliabilityNote(estimates)] : []),
    ],
  };
}
