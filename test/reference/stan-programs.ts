/** Multilevel models of posteriordb without published draws, as formulas, against long Stan runs. */
import type { RawData } from "./posteriordb-programs.js";

export interface StanProgram {
  readonly data: string;
  readonly formula: string;
  readonly family: string;
  readonly priors: Readonly<Record<string, string>>;
  columns(data: RawData): Record<string, readonly number[] | readonly string[]>;
  /** Our parameters whose sum is the one of that name; undefined for what is not compared. */
  parameter(name: string): readonly string[] | undefined;
}

const series = (data: RawData, name: string): readonly number[] => data[name] as readonly number[];
const labels = (count: number): string[] => Array.from({ length: count }, (_, j) => `g${j + 1}`);

/** `alpha[3]` as ["alpha", 3]; plain names have no index. */
function split(name: string): readonly [string, string | undefined] {
  const match = /^(\w+)\[(\d+)\]$/.exec(name);
  return match ? [match[1]!, `g${match[2]!}`] : [name, undefined];
}

const plain =
  (table: Readonly<Record<string, string>>) =>
  (name: string): readonly string[] | undefined =>
    name in table ? [table[name]!] : undefined;

const seeds: StanProgram = {
  data: "seeds_data",
  formula: "p(n, N) ~ 1 + x1 + x2 + x1:x2 + (1 | plate)",
  family: "binomial",
  priors: { "Intercept(at = 0)": "Normal(0, 1)", common: "Normal(0, 1)", sd: "HalfCauchy(1)" },
  columns: (data) => ({
    n: series(data, "n"),
    N: series(data, "N"),
    x1: series(data, "x1"),
    x2: series(data, "x2"),
    plate: labels(21),
  }),
  parameter(name) {
    const [head, level] = split(name);
    if (level !== undefined) return head === "b" ? [`1|plate[${level}]`] : undefined;
    const table = { alpha0: "Intercept", alpha1: "x1", alpha2: "x2", alpha12: "x1:x2" };
    return plain({ ...table, sigma: "sd(1|plate)" })(name);
  },
};

const surgical: StanProgram = {
  data: "surgical_data",
  formula: "p(r, n) ~ 1 + (1 | hospital)",
  family: "binomial",
  priors: {
    "Intercept(at = 0)": "Normal(0, 1000)",
    "variance(1 | hospital)": "InverseGamma(0.001, 0.001)",
  },
  columns: (data) => ({ r: series(data, "r"), n: series(data, "n"), hospital: labels(12) }),
  parameter(name) {
    const [head, level] = split(name);
    if (level !== undefined)
      return head === "b" ? ["Intercept", `1|hospital[${level}]`] : undefined;
    return plain({ mu: "Intercept", sigma: "sd(1|hospital)" })(name);
  },
};

const rats: StanProgram = {
  data: "rats_data",
  formula: "y ~ 1 + age + (1 + age || rat)",
  family: "gaussian",
  priors: {
    "Intercept(at = 0)": "Normal(0, 100)",
    age: "Normal(0, 100)",
    sd: "Flat()",
    sigma: "Flat()",
  },
  columns: (data) => ({
    y: series(data, "y"),
    age: series(data, "x").map((x) => x - (data["xbar"] as number)),
    rat: series(data, "rat").map((rat) => `g${rat}`),
  }),
  parameter(name) {
    const [head, level] = split(name);
    if (level !== undefined && head === "alpha") return ["Intercept", `1|rat[${level}]`];
    if (level !== undefined && head === "beta") return ["age", `age|rat[${level}]`];
    const table = { mu_alpha: "Intercept", mu_beta: "age", sigma_y: "sigma" };
    return plain({ ...table, sigma_alpha: "sd(1|rat)", sigma_beta: "sd(age|rat)" })(name);
  },
};

const radon: StanProgram = {
  data: "radon_mn",
  formula: "y ~ 1 + uranium + floor + (1 | county)",
  family: "gaussian",
  priors: {
    "Intercept(at = 0)": "Normal(0, 10)",
    common: "Normal(0, 10)",
    sd: "HalfNormal(1)",
    sigma: "HalfNormal(1)",
  },
  columns: (data) => ({
    y: series(data, "log_radon"),
    uranium: series(data, "log_uppm"),
    floor: series(data, "floor_measure"),
    county: series(data, "county_idx").map((county) => `g${county}`),
  }),
  parameter(name) {
    const [head, level] = split(name);
    if (level !== undefined && head === "alpha") return ["Intercept", `1|county[${level}]`];
    const table = { "beta[1]": "uranium", "beta[2]": "floor", mu_alpha: "Intercept" };
    return plain({ ...table, sigma_alpha: "sd(1|county)", sigma_y: "sigma" })(name);
  },
};

/** By the name of the posterior. */
export const stanPrograms: Readonly<Record<string, StanProgram>> = {
  "seeds_data-seeds_stanified_model": seeds,
  "surgical_data-surgical_model": surgical,
  "rats_data-rats_model": rats,
  "radon_mn-radon_hierarchical_intercept_centered": radon,
};
