/** Coefficients as ratios: exp of their medians and quantiles, which stay quantiles under it. */
import { deterministic } from "../math/index.js";
import { summarise } from "../posterior/index.js";
import type { Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import type { LinkName } from "../vocabulary/index.js";

/** What exp of a coefficient multiplies, by link. */
const ratioNames: Partial<Readonly<Record<LinkName, string>>> = {
  logit: "odds ratio",
  log: "ratio of means",
  cloglog: "hazard ratio",
};

export function ratioTable(posterior: Posterior): ResultTable {
  const { spec } = posterior.model;
  const { rows } = summarise(posterior, { include: ["intercept", "common"] });
  const number = (name: string) => ({ name, format: "number" as const });
  return {
    kind: "table",
    title: `${spec.name}: ${spec.formulaText}`,
    columns: [
      { name: "parameter", format: "text" },
      ...[ratioNames[spec.link] ?? "exp", "2.5%", "97.5%"].map(number),
    ],
    rows: rows.map(({ name, median, q025, q975 }) => [
      name,
      deterministic.exp(median),
      deterministic.exp(q025),
      deterministic.exp(q975),
    ]),
    notes: [
      "exp of the median and of the 95 % interval; of the intercept it is the baseline itself",
    ],
  };
}
