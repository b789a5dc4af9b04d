/** Compared fits as a table, with the cautions that their differences need. */
import {
  fewRows,
  totalOf,
  unitNotes,
  type Elpd,
  type ResultTable,
  type Total,
} from "../../posterior/index.js";
import { discreteFamilies } from "../../vocabulary/index.js";

export interface ComparedFit {
  readonly name: string;
  readonly estimates: Elpd;
  /** elpd less that of the best. */
  readonly difference: Total;
  readonly probabilityBetter: number;
  readonly stacking: number;
  readonly bootstrap: number;
}

/** Differences below this are small, and their errors are not well known (Sivula et al. 2020). */
const smallDifference = 4;

function cautions(fits: readonly ComparedFit[]): readonly string[] {
  const [best, ...others] = fits;
  const rows = best!.estimates.elpd.length;
  const close = others.filter(({ difference }) => Math.abs(difference.estimate) < smallDifference);
  const kinds = new Set(
    fits.map(({ estimates }) => discreteFamilies.has(estimates.posterior.model.spec.family)),
  );
  return [
    ...(close.length > 0
      ? [
          `differences below ${smallDifference} are small: these models predict alike, and se_diff is not well known`,
        ]
      : []),
    ...(rows < fewRows
      ? [`${rows} rows are fewer than ${fewRows}: se_diff is likely too small`]
      : []),
    ...(kinds.size > 1
      ? [
          "some families give probabilities of counts and others densities: these compare only if counts are a unit apart",
        ]
      : []),
  ];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function cellsOf({ name, estimates, difference, ...fit }: ComparedFit) {
  const elpd = totalOf(estimates.elpd);
  return [
    name,
    finite(difference.estimate),
    finite(difference.se),
    finite(fit.probabilityBetter),
    finite(elpd.estimate),
    finite(elpd.se),
    finite(totalOf(estimates.p).estimate),
    fit.stacking,
    fit.bootstrap,
  ];
}

export function comparisonTable(
  fits: readonly ComparedFit[],
  criterion: "loo" | "waic",
): ResultTable {
  const number = (name: string) => ({ name, format: "number" as const });
  const { posterior } = fits[0]!.estimates;
  return {
    kind: "table",
    title: `Comparison of ${fits.length} fits by ${criterion}`,
    columns: [
      { name: "fit", format: "text" },
      ...["elpd_diff", "se_diff", "p_better", `elpd_${criterion}`, "se", `p_${criterion}`].map(
        number,
      ),
      ...["stacking", "pseudo_bma"].map(number),
    ],
    rows: fits.map(cellsOf),
    notes: [
      "the best first; p_better is the probability that a fit is better than the first after all",
      "stacking: shares in the mixture that predicts left-out rows best; pseudo_bma: shares by the Bayesian bootstrap of elpd",
      ...cautions(fits),
      ...unitNotes(posterior),
    ],
  };
}
