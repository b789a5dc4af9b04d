/** The log posterior of a small specification written out by hand from its reported parameters. */
import type { BlockColumns, StructuredBlock } from "../../src/design/design-blocks.js";
import { cholesky, platform, solveLower, symmetricEigen } from "../../src/math/index.js";
import type { ModelSpec, ResolvedPrior } from "../../src/model/model-spec.js";
import { families, links } from "../../src/vocabulary/index.js";

/** Value of a reported parameter by name. */
export type ValueOf = (name: string) => number;

/** Log density up to a constant; only what the small specifications use. */
function logPrior({ distribution: { name, parameters } }: ResolvedPrior, x: number): number {
  const [a = 0, b = 0, c = 0] = parameters;
  switch (name) {
    case "Normal":
      return -0.5 * ((x - a) / b) ** 2;
    case "StudentT":
      return -0.5 * (a + 1) * Math.log1p(((x - b) / c) ** 2 / a);
    case "HalfNormal":
      return -0.5 * (x / a) ** 2;
    case "Gamma":
      return (a - 1) * Math.log(x) - b * x;
    case "InverseGamma":
      return -(a + 1) * Math.log(x) - b / x;
    case "Flat":
      return 0;
    default:
      throw new Error(`no hand-written density for ${name}`);
  }
}

/** Prior of a group scale together with the Jacobian of its logarithm. */
function logScalePrior(prior: ResolvedPrior, sd: number): number {
  const logJacobian = Math.log(sd);
  if (prior.scale === "precision") {
    return logPrior(prior, 1 / sd ** 2) + Math.log(2 / sd ** 3) + logJacobian;
  }
  if (prior.scale === "variance") return logPrior(prior, sd ** 2) + Math.log(2 * sd) + logJacobian;
  return logPrior(prior, sd) + logJacobian;
}

function columnEntry(columns: BlockColumns, i: number, j: number): number {
  if (columns.kind === "dense") return columns.columns[j]![i]!;
  const { index, patterns, patternCount, multiplier } = columns;
  const width = patterns.length / patternCount;
  return patterns[index[i]! * width + j]! * (multiplier ? multiplier[i]! : 1);
}

/** Names of a level's effects in the order of the block. */
function effectNamesOf(block: ModelSpec["design"]["predictor"]["group"][number], level: string) {
  return block.effectTerms.map((term, effect) => {
    const name = block.effectNames[effect]!;
    return name.endsWith("]") ? `${term}[${level}, ${name.slice(2, -1)}]` : `${term}[${level}]`;
  });
}

function linearPredictor(
  { design: { predictor } }: ModelSpec,
  valueOf: ValueOf,
  i: number,
): number {
  let eta = valueOf("Intercept") + (predictor.offset?.[i] ?? 0);
  for (const { columnNames, columns } of predictor.common) {
    columnNames.forEach((name, j) => (eta += columnEntry(columns, i, j) * valueOf(name)));
  }
  for (const block of predictor.group) {
    const names = effectNamesOf(block, block.factor.levels[block.factor.index[i]!]!);
    names.forEach((name, e) => (eta += valueOf(name) * (block.effectColumns[e]?.[i] ?? 1)));
  }
  for (const { term, nodes, copies, index } of predictor.structured) {
    const place = index[i]!;
    const node = nodes[place % nodes.length]!;
    const copy = copies[Math.floor(place / nodes.length)]!;
    eta += valueOf(`${term}[${copy === "" ? "" : `${copy}, `}${node}]`);
  }
  return eta;
}

/** Whole log likelihood, constants included. */
export function logLikelihood(spec: ModelSpec, valueOf: ValueOf): number {
  const { values, trials, weights, standardErrors } = spec.design.response;
  const auxiliary = families[spec.family].auxiliary.map(({ name }) => name);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const mu = links[spec.link].inverse(linearPredictor(spec, valueOf, i), platform);
    const own = standardErrors ? [standardErrors[i]!] : auxiliary.map(valueOf);
    const n = trials ? trials[i]! : 1;
    if (n === 0) continue;
    const term = families[spec.family].logLikelihood(values[i]!, n, mu, own, platform);
    total += (weights ? weights[i]! : 1) * term;
  }
  return total;
}

/** −½ Σ z² of the standardised effects, recovered from effects, scales and correlations. */
function logStandardised(spec: ModelSpec, valueOf: ValueOf): number {
  let squares = 0;
  spec.design.predictor.group.forEach((block, b) => {
    const k = block.effectNames.length;
    const correlation = Float64Array.from({ length: k * k }, (_, at) => {
      const [i, j] = [Math.floor(at / k), at % k].sort((x, y) => x - y) as [number, number];
      const pair = `cor(${block.effectNames[i]!},${block.effectNames[j]!}|${block.factor.name})`;
      return i === j ? 1 : valueOf(pair);
    });
    const factor = cholesky(correlation, k)!;
    for (const level of block.factor.levels) {
      const z = Float64Array.from(
        effectNamesOf(block, level),
        (name, e) => valueOf(name) / valueOf(spec.group[b]!.scaleNames[e]!),
      );
      solveLower(factor, k, z);
      squares += z.reduce((total, value) => total + value * value, 0);
    }
  });
  return -0.5 * squares;
}

/** R of a structured block, dense, scaled so that the geometric mean of its variances is 1. */
function denseStructure({ structure: { matrix, nodeCount: n } }: StructuredBlock): Float64Array {
  const { pattern, values } = matrix!;
  const dense = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
      dense[pattern.rowIndex[s]! * n + j] = values[s]!;
      dense[j * n + pattern.rowIndex[s]!] = values[s]!;
    }
  const { values: eigenvalues, vectors } = symmetricEigen(dense, n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    let variance = 0;
    eigenvalues.forEach((value, k) => {
      if (value > 1e-9) variance += vectors[i * n + k]! ** 2 / value;
    });
    total += Math.log(variance);
  }
  return dense.map((entry) => entry * Math.exp(total / n));
}

/** −½ xᵀ R x / sd², or −½ Σ of squared innovations, over all copies. */
function logStructured(spec: ModelSpec, valueOf: ValueOf): number {
  let squares = 0;
  spec.design.predictor.structured.forEach((block, b) => {
    const { scaleName, shape } = spec.structured[b]!;
    const sd = valueOf(scaleName);
    const n = block.nodes.length;
    for (const copy of block.copies) {
      const x = block.nodes.map((node) => valueOf(`${block.term}[${copy}, ${node}]`) / sd);
      if (shape) {
        const rho = valueOf(shape.name);
        x.forEach((value, t) => {
          const rest = t === 0 ? value : (value - rho * x[t - 1]!) / Math.sqrt(1 - rho ** 2);
          squares += rest ** 2;
        });
        continue;
      }
      const structure = denseStructure(block);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) squares += x[i]! * structure[i * n + j]! * x[j]!;
    }
  });
  return -0.5 * squares;
}

/** Normal on log((1 + rho) / (1 − rho)), the coordinate itself. */
function logShapes(spec: ModelSpec, valueOf: ValueOf): number {
  return spec.structured.reduce((total, { shape }) => {
    if (!shape) return total;
    const rho = valueOf(shape.name);
    return total + logPrior(shape.prior, Math.log((1 + rho) / (1 - rho)));
  }, 0);
}

/** Density of the position up to a constant, correlations (LKJ and Jacobian) left out. */
export function logPosterior(spec: ModelSpec, valueOf: ValueOf): number {
  const means = spec.common.reduce(
    (total, { name, columnMean }) => total + columnMean * valueOf(name),
    0,
  );
  const { prior } = spec.intercept!;
  const intercept = valueOf("Intercept") + (prior.at === "means" ? means : 0);
  let total = logLikelihood(spec, valueOf) + logStandardised(spec, valueOf);
  total += logPrior(prior, intercept);
  for (const { name, prior: own } of spec.common) total += logPrior(own, valueOf(name));
  for (const { name, prior: own } of spec.auxiliary) {
    total += logPrior(own, valueOf(name)) + Math.log(valueOf(name));
  }
  total += logStructured(spec, valueOf) + logShapes(spec, valueOf);
  for (const { scaleName, scalePrior } of spec.structured) {
    total += logScalePrior(scalePrior, valueOf(scaleName));
  }
  for (const { scaleNames, scalePriors } of spec.group) {
    scaleNames.forEach((name, i) => (total += logScalePrior(scalePriors[i]!, valueOf(name))));
  }
  return total;
}
