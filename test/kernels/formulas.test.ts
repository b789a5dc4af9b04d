/** Every kernel against its formula, written once more with the platform's own functions. */
import { describe, expect, it } from "vitest";
import type {
  likelihoodKernels,
  linkKernels,
  predictorKernels,
} from "../../src/graph/plan/kernel-signatures.js";
import { openStream, platform } from "../../src/math/index.js";
import { randomOperands, runKernel, tableSize, type Operands } from "./kernel-cases.js";

const { exp, log, log1p, logGamma, digamma, logNormalCdf } = platform;
const backends = ["wasm", "javascript"] as const;

function expectClose(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected) / (1 + Math.abs(expected));
  expect(error, `${what}: ${actual}, expected ${expected}`).toBeLessThanOrEqual(1e-12);
}

/** Row operands as numbers, at one row. */
type Row = Readonly<Record<string, number>>;

function rowOf(operands: Operands, row: number): Row {
  const entries = Object.entries(operands).map(([name, operand]) => [
    name,
    typeof operand === "number" ? operand : (operand[row] ?? NaN),
  ]);
  return Object.fromEntries(entries) as Row;
}

function numbers(operands: Operands, name: string): Float64Array {
  return operands[name] as Float64Array;
}

function levels(operands: Operands, name: string): Int32Array {
  return operands[name] as Int32Array;
}

const logit = (p: number): number => log(p / (1 - p));
const logistic = (x: number): number => 1 / (1 + exp(-x));
const normalDensity = (x: number): number => exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const normalCdf = (x: number): number => exp(logNormalCdf(x));

/** Value of one row and its derivatives in the predictor and in the auxiliary parameters. */
interface LikelihoodFormula {
  value(row: Row, aux: readonly number[]): number;
  slope(row: Row, aux: readonly number[]): number;
  auxiliary?(row: Row, aux: readonly number[]): readonly number[];
}

function binomial(p: (x: number) => number, dp: (x: number) => number): LikelihoodFormula {
  const at = (row: Row): number => row["eta"] ?? row["mu"]!;
  return {
    value: (row) => {
      const x = at(row);
      return row["successes"]! * log(p(x)) + (row["trials"]! - row["successes"]!) * log1p(-p(x));
    },
    slope: (row) => {
      const x = at(row);
      const f = row["trials"]! - row["successes"]!;
      return (row["successes"]! / p(x) - f / (1 - p(x))) * dp(x);
    },
  };
}

function negativeBinomial(
  mean: (row: Row) => number,
  dMean: (mu: number) => number,
): LikelihoodFormula {
  return {
    value: (row, [alpha]) => {
      const mu = mean(row);
      const y = row["y"]!;
      return (
        row["weight"]! *
        (logGamma(y + alpha!) -
          logGamma(alpha!) +
          alpha! * log(alpha!) +
          y * log(mu) -
          (alpha! + y) * log(alpha! + mu))
      );
    },
    slope: (row, [alpha]) => {
      const mu = mean(row);
      return row["weight"]! * (row["y"]! / mu - (alpha! + row["y"]!) / (alpha! + mu)) * dMean(mu);
    },
    auxiliary: (row, [alpha]) => {
      const mu = mean(row);
      const y = row["y"]!;
      const digammas = digamma(y + alpha!) - digamma(alpha!);
      return [
        row["weight"]! *
          (digammas + log(alpha!) + 1 - log(alpha! + mu) - (alpha! + y) / (alpha! + mu)),
      ];
    },
  };
}

function gammaOf(mean: (row: Row) => number, dMean: (mu: number) => number): LikelihoodFormula {
  return {
    value: (row, [alpha]) =>
      row["weight"]! * (alpha! * log(alpha!) - alpha! * log(mean(row)) - logGamma(alpha!)) +
      alpha! * row["logSum"]! -
      (alpha! * row["sum"]!) / mean(row),
    slope: (row, [alpha]) => {
      const mu = mean(row);
      return ((-row["weight"]! * alpha!) / mu + (alpha! * row["sum"]!) / mu ** 2) * dMean(mu);
    },
    auxiliary: (row, [alpha]) => [
      row["weight"]! * (log(alpha!) + 1 - log(mean(row)) - digamma(alpha!)) +
        row["logSum"]! -
        row["sum"]! / mean(row),
    ],
  };
}

const likelihoods: Readonly<Record<keyof typeof likelihoodKernels, LikelihoodFormula>> = {
  bernoulli_logit: {
    value: ({ y, eta }) => y! * eta! - log1p(exp(eta!)),
    slope: ({ y, eta }) => y! - logistic(eta!),
  },
  binomial_logit: {
    value: ({ successes, trials, eta }) => successes! * eta! - trials! * log1p(exp(eta!)),
    slope: ({ successes, trials, eta }) => successes! - trials! * logistic(eta!),
  },
  binomial_probit: {
    value: ({ successes, trials, eta }) =>
      successes! * logNormalCdf(eta!) + (trials! - successes!) * logNormalCdf(-eta!),
    slope: ({ successes, trials, eta }) =>
      normalDensity(eta!) *
      (successes! / normalCdf(eta!) - (trials! - successes!) / normalCdf(-eta!)),
  },
  binomial_cloglog: {
    value: ({ successes, trials, eta }) =>
      successes! * log(-platform.expm1(-exp(eta!))) - (trials! - successes!) * exp(eta!),
    slope: ({ successes, trials, eta }) =>
      (successes! * exp(eta!)) / platform.expm1(exp(eta!)) - (trials! - successes!) * exp(eta!),
  },
  binomial_identity: binomial(
    (mu) => mu,
    () => 1,
  ),
  poisson_log: {
    value: ({ count, exposure, eta }) => count! * eta! - exposure! * exp(eta!),
    slope: ({ count, exposure, eta }) => count! - exposure! * exp(eta!),
  },
  poisson_identity: {
    value: ({ count, exposure, mu }) => count! * log(mu!) - exposure! * mu!,
    slope: ({ count, exposure, mu }) => count! / mu! - exposure!,
  },
  gaussian: {
    value: ({ mu, mean, weight, squares }, [sigma]) =>
      -weight! * log(sigma!) - (squares! + weight! * (mean! - mu!) ** 2) / (2 * sigma! ** 2),
    slope: ({ mu, mean, weight }, [sigma]) => (weight! * (mean! - mu!)) / sigma! ** 2,
    auxiliary: ({ mu, mean, weight, squares }, [sigma]) => [
      -weight! / sigma! + (squares! + weight! * (mean! - mu!) ** 2) / sigma! ** 3,
    ],
  },
  gaussian_known: {
    value: ({ mu, mean, precision }) => -(precision! * (mean! - mu!) ** 2) / 2,
    slope: ({ mu, mean, precision }) => precision! * (mean! - mu!),
  },
  student_t: {
    value: ({ mu, y, weight }, [sigma, nu]) =>
      weight! *
      (logGamma((nu! + 1) / 2) -
        logGamma(nu! / 2) -
        log(nu!) / 2 -
        log(sigma!) -
        ((nu! + 1) / 2) * log1p(((y! - mu!) / sigma!) ** 2 / nu!)),
    slope: ({ mu, y, weight }, [sigma, nu]) =>
      (weight! * (nu! + 1) * (y! - mu!)) / (nu! * sigma! ** 2 + (y! - mu!) ** 2),
    auxiliary: ({ mu, y, weight }, [sigma, nu]) => {
      const q = ((y! - mu!) / sigma!) ** 2;
      return [
        (weight! * (((nu! + 1) * q) / (nu! + q) - 1)) / sigma!,
        (weight! / 2) *
          (digamma((nu! + 1) / 2) -
            digamma(nu! / 2) -
            1 / nu! -
            log1p(q / nu!) +
            ((nu! + 1) * q) / (nu! * (nu! + q))),
      ];
    },
  },
  negative_binomial_log: negativeBinomial(
    (row) => exp(row["eta"]!),
    (mu) => mu,
  ),
  negative_binomial: negativeBinomial(
    (row) => row["mu"]!,
    () => 1,
  ),
  gamma_log: gammaOf(
    (row) => exp(row["eta"]!),
    (mu) => mu,
  ),
  gamma: gammaOf(
    (row) => row["mu"]!,
    () => 1,
  ),
  beta: {
    value: ({ mu, logSum, log1mSum, weight }, [kappa]) =>
      weight! * (logGamma(kappa!) - logGamma(mu! * kappa!) - logGamma((1 - mu!) * kappa!)) +
      mu! * kappa! * logSum! +
      (1 - mu!) * kappa! * log1mSum!,
    slope: ({ mu, logSum, log1mSum, weight }, [kappa]) =>
      kappa! * (logSum! - log1mSum!) -
      weight! * kappa! * (digamma(mu! * kappa!) - digamma((1 - mu!) * kappa!)),
    auxiliary: ({ mu, logSum, log1mSum, weight }, [kappa]) => [
      weight! *
        (digamma(kappa!) - mu! * digamma(mu! * kappa!) - (1 - mu!) * digamma((1 - mu!) * kappa!)) +
        mu! * logSum! +
        (1 - mu!) * log1mSum!,
    ],
  },
};

const rows = 37;

describe.each(Object.entries(likelihoods))("%s", (name, formula) => {
  const kernel = name as keyof typeof likelihoodKernels;

  it.each(backends)("is its formula, with its derivatives (%s)", (backend) => {
    const operands = randomOperands(kernel, rows, openStream(21, kernel));
    const aux = [...((operands["aux"] as Float64Array | undefined) ?? [])];
    const { sum, after } = runKernel(kernel, operands, rows, backend);
    const slopes = numbers(after, "dEta" in after ? "dEta" : "dMu");
    let expected = 0;
    const pulls = [...((operands["dAux"] as Float64Array | undefined) ?? [])];
    for (let row = 0; row < rows; row++) {
      const values = rowOf(operands, row);
      expected += formula.value(values, aux);
      expectClose(slopes[row]!, formula.slope(values, aux), `slope of row ${row}`);
      formula.auxiliary?.(values, aux).forEach((pull, k) => (pulls[k]! += pull));
    }
    expectClose(sum, expected, "sum");
    pulls.forEach((pull, k) => expectClose(numbers(after, "dAux")[k]!, pull, `dAux[${k}]`));
  });
});

type LinkKernel = keyof typeof linkKernels;

const links: Readonly<
  Record<
    Exclude<LinkKernel, `${string}_pullback`>,
    readonly [(x: number) => number, (x: number) => number]
  >
> = {
  inverse_log: [exp, exp],
  inverse_inverse: [(x) => 1 / x, (x) => -1 / x ** 2],
  inverse_logit: [logistic, (x) => logistic(x) * logistic(-x)],
  inverse_probit: [normalCdf, normalDensity],
  inverse_cloglog: [(x) => -platform.expm1(-exp(x)), (x) => exp(x - exp(x))],
};

describe.each(Object.entries(links))("%s", (name, [inverse, derivative]) => {
  it.each(backends)("is the inverse link, and its pullback the derivative (%s)", (backend) => {
    const operands = randomOperands(name as LinkKernel, rows, openStream(22, name));
    const { after } = runKernel(name as LinkKernel, operands, rows, backend);
    const eta = numbers(operands, "eta");
    const mu = numbers(after, "mu");
    const dMu = eta.map((_, i) => i - 3);
    const pulled = runKernel(
      `${name}_pullback` as LinkKernel,
      { dEta: new Float64Array(rows), dMu, mu, eta },
      rows,
      backend,
    );
    for (let i = 0; i < rows; i++) {
      expectClose(mu[i]!, inverse(eta[i]!), `mu at eta ${eta[i]}`);
      const slope = dMu[i]! * derivative(eta[i]!);
      expectClose(numbers(pulled.after, "dEta")[i]!, slope, `slope at eta ${eta[i]}`);
    }
  });
});

/** What each row-buffer kernel leaves in its first operand. */
const predictors: Readonly<
  Record<keyof typeof predictorKernels, (operands: Operands, n: number) => readonly number[]>
> = {
  fill: (o, n) => Array.from({ length: n }, () => numbers(o, "value")[0]!),
  copy: (o) => [...numbers(o, "x")],
  add_column: (o) => [...numbers(o, "out")].map((x, i) => x + numbers(o, "x")[i]!),
  columns_times: (o) =>
    [...numbers(o, "out")].map((x, i) => {
      let sum = x;
      for (let j = 0; j < tableSize; j++) sum += matrixEntry(o, i, j) * numbers(o, "beta")[j]!;
      return sum;
    }),
  columns_transposed: (o, n) =>
    [...numbers(o, "dBeta")].map((x, j) => {
      let sum = x;
      for (let i = 0; i < n; i++) sum += matrixEntry(o, i, j) * numbers(o, "d")[i]!;
      return sum;
    }),
  gather_add: (o) => gathered(o, [["table", "index"]]),
  gather_add2: (o) =>
    gathered(o, [
      ["table1", "index1"],
      ["table2", "index2"],
    ]),
  gather_add3: (o) =>
    gathered(o, [
      ["table1", "index1"],
      ["table2", "index2"],
      ["table3", "index3"],
    ]),
  scatter_add: (o) => scattered(o, "dTable", "index"),
  scatter_add2: (o) => scattered(o, "dTable1", "index1"),
  scatter_add3: (o) => scattered(o, "dTable1", "index1"),
  gather_multiply_add: (o) =>
    [...numbers(o, "out")].map(
      (x, i) => x + numbers(o, "table")[levels(o, "index")[i]!]! * numbers(o, "x")[i]!,
    ),
  scatter_multiply_add: (o) => scattered(o, "dTable", "index", numbers(o, "x")),
  sum_rows: (o) => [numbers(o, "d").reduce((sum, x) => sum + x, numbers(o, "dValue")[0]!)],
};

/** Seven columns: four in a panel, two rows of each in turn, then three one by one. */
function matrixEntry(operands: Operands, row: number, column: number): number {
  const size = rows + (rows & 1);
  if (column >= 4) return numbers(operands, "X")[column * size + row]!;
  return numbers(operands, "X")[8 * (row >> 1) + 2 * column + (row & 1)]!;
}

function gathered(operands: Operands, pairs: readonly (readonly [string, string])[]): number[] {
  return [...numbers(operands, "out")].map((x, i) =>
    pairs.reduce(
      (sum, [table, index]) => sum + numbers(operands, table)[levels(operands, index)[i]!]!,
      x,
    ),
  );
}

function scattered(operands: Operands, table: string, index: string, x?: Float64Array): number[] {
  const sums = [...numbers(operands, table)];
  numbers(operands, "d").forEach(
    (d, i) => (sums[levels(operands, index)[i]!]! += d * (x?.[i] ?? 1)),
  );
  return sums;
}

describe.each(Object.entries(predictors))("%s", (name, formula) => {
  const kernel = name as keyof typeof predictorKernels;

  it.each(backends)("is its formula (%s)", (backend) => {
    const operands = randomOperands(kernel, rows, openStream(23, kernel));
    const { after } = runKernel(kernel, operands, rows, backend);
    const written = Object.values(after)[0] as Float64Array;
    formula(operands, rows).forEach((x, i) => expectClose(written[i]!, x, `entry ${i}`));
    if (!name.startsWith("scatter_add")) return;
    for (const k of [2, 3].filter((k) => `dTable${k}` in after)) {
      scattered(operands, `dTable${k}`, `index${k}`).forEach((x, i) =>
        expectClose(numbers(after, `dTable${k}`)[i]!, x, `table ${k}, entry ${i}`),
      );
    }
  });
});

describe("far from zero", () => {
  const at = (kernel: "binomial_logit" | "binomial_probit" | "binomial_cloglog", eta: number) => {
    const one = (x: number): Float64Array => Float64Array.of(x);
    const operands = { eta: one(eta), dEta: one(0), successes: one(1), trials: one(1) };
    const { sum, after } = runKernel(kernel, operands, 1, "wasm");
    return { value: sum, slope: numbers(after, "dEta")[0]! };
  };

  it("a certain success costs nothing and an impossible one what its logarithm says", () => {
    expect(at("binomial_logit", 800)).toEqual({ value: 0, slope: 0 });
    expect(at("binomial_logit", -800)).toEqual({ value: -800, slope: 1 });
    expect(at("binomial_cloglog", -800)).toEqual({ value: -800, slope: 1 });
    expect(at("binomial_cloglog", 800)).toEqual({ value: 0, slope: 0 });
  });

  it("the probit keeps its digits in the tail (Mills' ratio)", () => {
    const { value, slope } = at("binomial_probit", -40);
    expectClose(value, -804.608442013754, "log Φ(-40)");
    expectClose(slope, 40.0249688472072, "φ(40) / Φ(-40)");
  });

  it("logit(p) of the mean gives eta back", () => {
    const eta = Float64Array.of(-30, -3, 0, 3, 10);
    const { after } = runKernel("inverse_logit", { mu: new Float64Array(5), eta }, 5, "wasm");
    eta.forEach((x, i) => expect(logit(numbers(after, "mu")[i]!)).toBeCloseTo(x, 9));
  });
});
