/** What a fit expects of the rows of each group, with and without the effects of the group's own term. */
import { groupEffectName, openPredictor, type CompiledModel } from "../../compiler/index.js";
import type { Posterior } from "../posterior.js";
import type { ModelRows } from "../rows-by-group.js";

/** The group-specific term whose levels the groups are. */
export interface OwnTerm {
  /** Places of all its effects among the parameters. */
  readonly effects: readonly number[];
  /** Place of the effect on the intercept, by level; of its scale. */
  readonly interceptOf: (label: string) => number | undefined;
  readonly scale: number | undefined;
}

export function ownTerm(
  { spec, parameters }: CompiledModel,
  by: readonly string[],
): OwnTerm | undefined {
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
export function sizesOf({ spec }: CompiledModel): Float64Array {
  const { values, trials, weights } = spec.design.response;
  return trials ?? weights ?? new Float64Array(values.length).fill(1);
}

export function weightedAverage(
  values: Float64Array,
  sizes: Float64Array,
  rows: Int32Array,
): number {
  let [total, sum] = [0, 0];
  for (const row of rows) {
    total += sizes[row]!;
    sum += sizes[row]! * values[row]!;
  }
  return sum / total;
}

export function expectations(
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

/** Var(effect) / E[sd²], at most one (Gelman & Pardoe 2006): 0 where a group stands alone, 1 where it says nothing. */
export function poolingFactor({ draws }: Posterior, term: OwnTerm, label: string): number {
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
