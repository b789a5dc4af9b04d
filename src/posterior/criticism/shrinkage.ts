/** How far a multilevel fit pulls each group from what its own rows say to what all rows say. */
import type { CompiledModel } from "../../compiler/index.js";
import { deterministic, quantile } from "../../math/index.js";
import { links } from "../../vocabulary/index.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { rowsByGroup } from "../rows-by-group.js";
import {
  expectations,
  ownTerm,
  poolingFactor,
  sizesOf,
  weightedAverage,
} from "./group-expectations.js";

export interface ShrinkageOptions {
  readonly by: readonly string[];
  /** `response` by default. */
  readonly scale?: "response" | "link";
  /** Probability inside the interval; 0.9 by default. */
  readonly interval?: number;
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const cell = (value: number): number | null => (Number.isFinite(value) ? value : null);

function rawOf({ spec }: CompiledModel, rows: Int32Array, sizes: Float64Array): number {
  const { values, trials } = spec.design.response;
  if (trials)
    return weightedAverage(
      values.map((y, i) => y / trials[i]!),
      sizes,
      rows,
    );
  return weightedAverage(values, sizes, rows);
}

/** The columns of `by` exist in the data of the model. */
export function shrinkageTable(
  posterior: Posterior,
  { by, scale = "response", interval = 0.9 }: ShrinkageOptions,
): ResultTable {
  const { model } = posterior;
  const { spec } = model;
  const { trials } = spec.design.response;
  const groups = rowsByGroup(spec, by)
    .map(({ labels, rows }) => ({ labels, rows: rows.filter((row) => trials?.[row] !== 0) }))
    .filter(({ rows }) => rows.length > 0);
  const term = ownTerm(model, by);
  const { estimate, pooled } = expectations(posterior, groups, term, scale);
  const sizes = sizesOf(model);
  const onScale = (value: number): number =>
    scale === "link" ? links[spec.link].link(value, deterministic) : value;
  const tail = (1 - interval) / 2;
  const rows = groups.map(({ labels, rows: own }, g) => {
    const sorted = estimate[g]!.slice().sort();
    const n = trials ? own.reduce((sum, row) => sum + trials[row]!, 0) : own.length;
    return [
      ...labels,
      n,
      cell(onScale(rawOf(model, own, sizes))),
      cell(mean(estimate[g]!)),
      cell(quantile(sorted, tail)),
      cell(quantile(sorted, 1 - tail)),
      ...(term && pooled
        ? [cell(mean(pooled[g]!)), cell(poolingFactor(posterior, term, labels.join(":")))]
        : []),
    ];
  });
  return {
    kind: "table",
    title: `Shrinkage of ${spec.name} by ${by.join(", ")}: ${spec.formulaText}`,
    columns: [
      ...by.map((name) => ({ name, format: "text" as const })),
      { name: "n", format: "integer" },
      ...["raw", "estimate", "lower", "upper", ...(term ? ["pooled", "pooling"] : [])].map(
        (name) => ({ name, format: "number" as const }),
      ),
    ],
    rows,
    notes: notesOf(posterior, by, scale, interval, term !== undefined),
    chart: {
      shape: "intervals",
      x: by[0]!,
      y: "estimate",
      lower: "lower",
      upper: "upper",
      beside: "raw",
      ...(by[1] !== undefined && { panel: by[1] }),
    },
  };
}

function notesOf(
  { model }: Posterior,
  by: readonly string[],
  scale: "response" | "link",
  interval: number,
  hasTerm: boolean,
): readonly string[] {
  const { spec } = model;
  const weighted = spec.design.response.trials
    ? "averages weighted by trials"
    : "averages over rows";
  const own = scale === "link" ? `on the scale of ${spec.link}` : "on the scale of the response";
  return [
    `raw is what a group's own rows have, estimate what the fit expects of them: ${weighted} ${own}, with ${100 * interval} % intervals`,
    hasTerm
      ? `pooled leaves out the effects of ${by.join(":")}; pooling = Var(effect) / E[sd²], from 0 (the group stands alone) to 1 (it says nothing of its own)`
      : `${by.join(":")} has no group-specific term of its own, so that nothing is pulled`,
  ];
}
