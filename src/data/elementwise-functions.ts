/** Functions of numbers that are applied row by row; the same results on every machine. */
import { deterministic } from "../math/index.js";
import { wholePower } from "./operators.js";

export interface ElementwiseFunction {
  /** Names of the arguments in order; a trailing `...` stands for any number more. */
  readonly parameters: readonly string[];
  /** Values of the arguments that may be left out, by name. */
  readonly defaults?: Readonly<Record<string, number>>;
  readonly compute: (values: readonly number[]) => number;
}

function ofOne(compute: (x: number) => number): ElementwiseFunction {
  return { parameters: ["x"], compute: ([x]) => compute(x!) };
}

/** Exact where x is a whole power of the base, so that log10(1000) is 3. */
function logarithmTo(base: number): (x: number) => number {
  const scale = deterministic.log(base);
  return (x) => {
    const logarithm = deterministic.log(x) / scale;
    const nearest = Math.round(logarithm);
    return Math.abs(nearest) < 300 && wholePower(base, nearest) === x ? nearest : logarithm;
  };
}

function inverseLogit(x: number): number {
  const small = deterministic.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/** Halves go to the even neighbour, as in Python and R. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function roundTo([x, digits]: readonly number[]): number {
  const scale = wholePower(10, digits!);
  return roundHalfEven(x! * scale) / scale;
}

export const elementwiseFunctions: Readonly<Record<string, ElementwiseFunction>> = {
  log: ofOne(deterministic.log),
  exp: ofOne(deterministic.exp),
  log1p: ofOne(deterministic.log1p),
  expm1: ofOne(deterministic.expm1),
  log2: ofOne(logarithmTo(2)),
  log10: ofOne(logarithmTo(10)),
  tanh: ofOne(deterministic.tanh),
  sqrt: ofOne(Math.sqrt),
  abs: ofOne(Math.abs),
  floor: ofOne(Math.floor),
  ceil: ofOne(Math.ceil),
  round: { parameters: ["x", "digits"], defaults: { digits: 0 }, compute: roundTo },
  logit: ofOne((p) => deterministic.log(p) - deterministic.log1p(-p)),
  inverse_logit: ofOne(inverseLogit),
  min: { parameters: ["x", "y", "..."], compute: (values) => Math.min(...values) },
  max: { parameters: ["x", "y", "..."], compute: (values) => Math.max(...values) },
};
