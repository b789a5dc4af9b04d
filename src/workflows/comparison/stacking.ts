/** Weights of models whose mixture would predict left-out rows best (Yao, Vehtari, Simpson & Gelman 2018). */
import { deterministic } from "../../math/index.js";

/** Likelihoods of the rows, each row divided by its largest: `likelihood[row * models + model]`. */
interface Mixture {
  readonly likelihood: Float64Array;
  readonly models: number;
  readonly rows: number;
}

function openMixture(pointwise: readonly Float64Array[]): Mixture {
  const models = pointwise.length;
  const rows = pointwise[0]!.length;
  const likelihood = new Float64Array(rows * models);
  for (let row = 0; row < rows; row++) {
    const most = Math.max(...pointwise.map((elpd) => elpd[row]!));
    if (most === -Infinity) continue;
    pointwise.forEach((elpd, model) => {
      likelihood[row * models + model] = deterministic.exp(elpd[row]! - most);
    });
  }
  return { likelihood, models, rows };
}

/** Σ_k w_k p_k of a row. */
function mixed({ likelihood, models }: Mixture, weights: Float64Array, row: number): number {
  let sum = 0;
  for (let model = 0; model < models; model++)
    sum += weights[model]! * likelihood[row * models + model]!;
  return sum;
}

/** Rows that no model can give say nothing about weights. */
const floor = 1e-300;

/** −mean log Σ_k w_k p_k + Σ_k w_k, whose minimum over w ≥ 0 is the best mixture: there Σ w = 1. */
function objective(mixture: Mixture, weights: Float64Array): number {
  let total = 0;
  for (let row = 0; row < mixture.rows; row++)
    total -= deterministic.log(Math.max(mixed(mixture, weights, row), floor));
  return total / mixture.rows + weights.reduce((sum, weight) => sum + weight, 0);
}

interface Derivatives {
  readonly gradient: Float64Array;
  /** models × models. */
  readonly hessian: Float64Array;
}

function derivativesAt(mixture: Mixture, weights: Float64Array): Derivatives {
  const { likelihood, models, rows } = mixture;
  const gradient = new Float64Array(models).fill(1);
  const hessian = new Float64Array(models * models);
  const share = new Float64Array(models);
  for (let row = 0; row < rows; row++) {
    const sum = Math.max(mixed(mixture, weights, row), floor);
    for (let a = 0; a < models; a++) {
      share[a] = likelihood[row * models + a]! / sum;
      gradient[a]! -= share[a]! / rows;
      for (let b = 0; b <= a; b++) hessian[a * models + b]! += (share[a]! * share[b]!) / rows;
    }
  }
  for (let a = 0; a < models; a++)
    for (let b = 0; b < a; b++) hessian[b * models + a] = hessian[a * models + b]!;
  return { gradient, hessian };
}

const sweeps = 500;

/** The least of the quadratic model over non-negative weights, by coordinates in turn. */
function quadraticStep({ gradient, hessian }: Derivatives, weights: Float64Array): Float64Array {
  const models = weights.length;
  const next = weights.slice();
  for (let sweep = 0, moved = 1; sweep < sweeps && moved > 1e-14; sweep++) {
    moved = 0;
    for (let a = 0; a < models; a++) {
      let slope = gradient[a]!;
      for (let b = 0; b < models; b++) slope += hessian[a * models + b]! * (next[b]! - weights[b]!);
      const curvature = hessian[a * models + a]!;
      const to = Math.max(0, next[a]! - (curvature > 0 ? slope / curvature : 0));
      moved = Math.max(moved, Math.abs(to - next[a]!));
      next[a] = to;
    }
  }
  return next;
}

const newtonSteps = 200;
const tolerance = 1e-10;
const leastStep = 1e-6;

/** How far weights are from where no model's share should change. */
function violation({ gradient }: Derivatives, weights: Float64Array): number {
  return gradient.reduce(
    (most, slope, a) => Math.max(most, weights[a]! > 0 ? Math.abs(slope * weights[a]!) : 0, -slope),
    0,
  );
}

/** One weight a model, from the elpd of every row under each: on the simplex, by Newton steps. */
export function stackingWeights(pointwise: readonly Float64Array[]): Float64Array {
  const mixture = openMixture(pointwise);
  let weights = new Float64Array(mixture.models).fill(1 / mixture.models);
  for (let step = 0; step < newtonSteps; step++) {
    const derivatives = derivativesAt(mixture, weights);
    if (violation(derivatives, weights) < tolerance) break;
    const target = quadraticStep(derivatives, weights);
    const before = objective(mixture, weights);
    const moved = (share: number): Float64Array<ArrayBuffer> =>
      weights.map((weight, a) => weight + share * (target[a]! - weight));
    let share = 1;
    while (share > leastStep && objective(mixture, moved(share)) > before) share /= 2;
    if (share <= leastStep) break;
    weights = moved(share);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
