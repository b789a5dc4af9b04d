/** The networks written out in double precision, person by person: what the kernels are held against. */
import type { NetworkRows, NetworkShape, Race } from "../../src/networks/index.js";

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
}

function layersOf(
  rows: NetworkRows,
  races: readonly Race[],
  { kind, hidden }: NetworkShape,
): Layer[] {
  const levels = rows.categories.reduce((sum, { levels }) => sum + levels.length, 0);
  const outcomes = races.reduce((sum, race) => sum + race.outcomes.length, 0);
  const last = kind === "dense" ? outcomes : outcomes * (rows.numeric.length + 1);
  const widths = [levels + (kind === "dense" ? rows.numeric.length : 0), ...hidden, last];
  return hidden.concat(0).map((_, l) => ({ inputs: widths[l]!, outputs: widths[l + 1]! }));
}

export function weightCount(
  rows: NetworkRows,
  races: readonly Race[],
  shape: NetworkShape,
): number {
  return layersOf(rows, races, shape).reduce((sum, l) => sum + (l.inputs + 1) * l.outputs, 0);
}

/** The one-hot levels of a row, then its numbers. */
function oneHot({ categories }: NetworkRows, row: number, numbers: readonly number[]): number[] {
  const indicators = categories.flatMap(({ levels, codes }) =>
    levels.map((_, level) => Number(codes[row] === level)),
  );
  return [...indicators, ...numbers];
}

export function logitsOf(
  rows: NetworkRows,
  races: readonly Race[],
  shape: NetworkShape,
  weights: ArrayLike<number>,
  row: number,
): number[] {
  const x = rows.numeric.map(({ values }) => values[row]!);
  let h = oneHot(rows, row, shape.kind === "dense" ? x : []);
  let first = 0;
  const layers = layersOf(rows, races, shape);
  layers.forEach(({ inputs, outputs }, l) => {
    const before = l === 0 ? h : h.map((value) => Math.max(value, 0));
    h = Array.from({ length: outputs }, (_, j) => {
      let sum = weights[first + inputs * outputs + j]!;
      before.forEach((value, i) => (sum += value * weights[first + i * outputs + j]!));
      return sum;
    });
    first += (inputs + 1) * outputs;
  });
  if (shape.kind === "dense") return h;
  const outcomes = h.length / (x.length + 1);
  return Array.from({ length: outcomes }, (_, k) =>
    [1, ...x].reduce((sum, value, l) => sum + value * h[l * outcomes + k]!, 0),
  );
}

export function probabilitiesOf(logits: readonly number[], races: readonly Race[]): number[] {
  let first = 0;
  return races.flatMap(({ family, outcomes }) => {
    const own = logits.slice(first, (first += outcomes.length));
    if (family === "binomial") return own.map((logit) => 1 / (1 + Math.exp(-logit)));
    const total = own.reduce((sum, logit) => sum + Math.exp(logit), 0);
    return own.map((logit) => Math.exp(logit) / total);
  });
}

/** Equations 2 to 4, without coefficients. */
export function logLikelihood(
  rows: NetworkRows,
  races: readonly Race[],
  shape: NetworkShape,
  weights: ArrayLike<number>,
): number {
  let total = 0;
  for (let unit = 0; unit + 1 < rows.unitStart.length; unit++) {
    let people = 0;
    let sums: number[] = [];
    for (let row = rows.unitStart[unit]!; row < rows.unitStart[unit + 1]!; row++) {
      const weight = rows.weights?.[row] ?? 1;
      const p = probabilitiesOf(logitsOf(rows, races, shape, weights, row), races);
      sums = p.map((value, c) => (sums[c] ?? 0) + weight * value);
      people += weight;
    }
    const means = sums.map((sum) => sum / people);
    let first = 0;
    for (const { family, outcomes, counts, ballots } of races) {
      outcomes.forEach((_, c) => {
        const votes = counts[unit * outcomes.length + c]!;
        const p = means[first + c]!;
        total += votes * Math.log(p);
        if (family === "binomial") total += ((ballots?.[unit] ?? people) - votes) * Math.log(1 - p);
      });
      first += outcomes.length;
    }
  }
  return total;
}
