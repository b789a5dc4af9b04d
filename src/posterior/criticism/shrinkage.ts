/** How far a multilevel fit pulls each group from what its own rows say to what all rows say. */
import { groupEffectName, openPredictor, type CompiledModel } from "../../compiler/index.js";
import { deterministic, quantile } from "../../math/index.js";
import { links } from "../../vocabulary/index.js";
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { rowsByGroup, type ModelRows } from "../rows-by-group.js";

export interface ShrinkageOptions {
  readonly by: readonly string[];
  /** `response` by default. */
  readonly scale?: "response" | "link";
  /** Probability inside the interval; 0.9 by default. */
  readonly interval?: number;
}

/** The group-specific term whose levels the groups are. */
interface OwnTerm {
  /** Places of all its effects among the parameters. */
  readonly effects: readonly number[];
  /** Place of the effect on the intercept, by level; of its scale. */
  readonly interceptOf: (label: string) => number | undefined;
  readonly scale: number | undefined;
}

function ownTerm({ spec, parameters }: CompiledModel, by: readonly string[]): OwnTerm | undefined {
  const blocks = spec.design.predictor.group;
  const name = by.join(":");
  const own = blocks.filter(({ factor }) => factor.name === name);
  if (own.length === 0) return undefined;
  const places = new Map(parameters.map((parameter, place) => [parameter.name, place]));
  const terms = new Set(own.flatMap(({ effectTerms }) => effectTerms));
  const block = own.find(({ effectNames }) => effectNames.includes("1"));
  const effect = block?.effectNames.indexOf("1") ?? -1;
  const scaleName = block && spec.group[blocks.indexOf(block)]!.scaleNames[effect];
  return {
    effects: parameters.flatMap(({ role, term }, place) =>
      role === "group" && terms.has(term) ? [place] : [],
    ),
    interceptOf: (label) => block && places.get(groupEffectName(block, effect, label)),
    scale: scaleName === undefined ? undefined : places.get(scaleName),
  };
}

/** What each group's rows are expected to have, a value a draw: `[group][draw]`. */
interface GroupExpectations {
  readonly estimate: readonly Float64Array[];
  /** With the group's own term left out. */
  readonly pooled: readonly Float64Array[] | undefined;
}

/** Weight of a row: its trials, else its weight, else one. */
function sizesOf({ spec }: CompiledModel): Float64Array {
  const { values, trials, weights } = spec.design.response;
  return trials ?? weights ?? new Float64Array(values.length).fill(1);
}

function weightedAverage(values: Float64Array, sizes: Float64Array, rows: Int32Array): number {
  let [total, sum] = [0, 0];
  for (const row of rows) {
    total += sizes[row]!;
    sum += sizes[row]! * values[row]!;
  }
  return sum / total;
}

function expectations(
  { model, draws }: Posterior,
  groups: readonly ModelRows[],
  term: OwnTerm | undefined,
  scale: "response" | "link",
): GroupExpectations {
  const { spec, parameters } = model;
  const linear = openPredictor(spec, spec.design.predictor, parameters);
  const none = spec.design.predictor.group.map(() => new Float64Array(0));
  const sizes = sizesOf(model);
  const count = draws.chains * draws.drawsPerChain;
  const width = parameters.length;
  const each = (): Float64Array[] => groups.map(() => new Float64Array(count));
  const [estimate, pooled] = [each(), term && each()];
  const values = new Float64Array(spec.design.predictor.rowCount);
  const average = (given: Float64Array, into: readonly Float64Array[], draw: number): void => {
    if (scale === "link") linear.evaluate(given, none, values);
    else linear.evaluateMean(given, none, values);
    groups.forEach(({ rows }, g) => (into[g]![draw] = weightedAverage(values, sizes, rows)));
  };
  for (let draw = 0; draw < count; draw++) {
    const given = draws.values.slice(draw * width, (draw + 1) * width);
    average(given, estimate, draw);
    if (!term || !pooled) continue;
    for (const place of term.effects) given[place] = 0;
    average(given, pooled, draw);
  }
  return { estimate, pooled };
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Var(effect) / E[sd²], at most one (Gelman & Pardoe 2006): 0 where a group stands alone, 1 where it says nothing. */
function poolingFactor({ draws }: Posterior, term: OwnTerm, label: string): number {
  const place = term.interceptOf(label);
  if (place === undefined || term.scale === undefined) return NaN;
  const width = draws.parameters.length;
  const count = draws.chains * draws.drawsPerChain;
  let [first, second, scale] = [0, 0, 0];
  for (let draw = 0; draw < count; draw++) {
    const effect = draws.values[draw * width + place]!;
    const sd = draws.values[draw * width + term.scale]!;
    first += effect / count;
    second += (effect * effect) / count;
    scale += (sd * sd) / count;
  }
  return Math.min(1, (second - first * first) / scale);
}

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
  const weighted = spec.design.response.trials ? "weighted by trials" : "over its rows";
  const own = scale === "link" ? `on the scale of ${spec.link}` : "on the scale of the response";
  return [
    `raw is what a group's own rows have, estimate what the fit expects of them, averaged ${weighted}, ${own}, with ${100 * interval} % intervals`,
    hasTerm
      ? `pooled leaves out the effects of ${by.join(":")}; pooling = Var(effect) / E[sd²], from 0 (the group stands alone) to 1 (it says nothing of its own)`
      : `${by.join(":")} has no group-specific term of its own, so that nothing is pulled`,
  ];
}
