/** What is calibrated: families, structures and engines, and the small model of each cell. */
import { compile, frameFromColumns } from "../../dist/src/index.js";
import { openStream } from "../../dist/src/math/index.js";

const rows = 80;
const groups = 8;
const others = 10;

/** Priors of what a family has besides its mean. */
const families = {
  gaussian: { response: "number", priors: { sigma: "HalfNormal(1)" } },
  student_t: { response: "number", priors: { sigma: "HalfNormal(1)", nu: "Gamma(4, 0.5)" } },
  bernoulli: { response: "binary", priors: {} },
  binomial: { response: "successes", priors: {} },
  poisson: { response: "count", priors: {} },
  negative_binomial: { response: "count", priors: { alpha: "Gamma(4, 1)" } },
  gamma: { response: "positive", link: "log", priors: { alpha: "Gamma(4, 1)" } },
  beta: { response: "share", priors: { kappa: "Gamma(4, 0.2)" } },
};

const structures = {
  "no groups": "",
  "one intercept": " + (1 | g)",
  "correlated slope": " + (1 + x | g)",
  "crossed intercepts": " + (1 | g) + (1 | h)",
};

const walk = { chains: 1, draws: 400, tune: 200 };
/** Settings of every fit; slopes are sampled in the model's own coordinates, which take longer to learn. */
const engines = {
  nuts: (structure) => ({ ...walk, ...(structure === "correlated slope" && { tune: 400 }) }),
  inla: () => ({ draws: 250 }),
  "corrected inla": () => ({ draws: 250, correct: true }),
};

export const settingsText =
  "nuts: 1 chain, 200 warm-up iterations (400 for slopes), 400 draws; inla: defaults, 250 joint draws; corrected inla: correct = true";

const seedsOfRun = 1000;

/** Every cell in the order of the report; cells of one model have the same seed, hence the same data. */
export function openCells(seed) {
  const models = Object.keys(families).flatMap((family) =>
    Object.keys(structures).map((structure) => ({ family, structure })),
  );
  return Object.keys(engines).flatMap((engine) =>
    models.map(({ family, structure }, at) => ({
      name: `${engine}: ${family}, ${structure}`,
      engine,
      family,
      structure,
      seed: seed * seedsOfRun + at,
    })),
  );
}

function columns() {
  const random = openStream(1, "calibration design");
  const x = Array.from({ length: rows }, () => random.normal());
  const of = (length, value) => Array.from({ length }, (_, row) => value(row));
  return {
    x,
    g: of(rows, (row) => `g${row % groups}`),
    h: of(rows, (row) => `h${Math.floor(row / groups) % others}`),
    n: of(rows, () => 5),
    binary: of(rows, (row) => row % 2),
    successes: of(rows, (row) => row % 5),
    count: of(rows, (row) => row % 4),
    number: of(rows, (row) => x[row] + (row % 3)),
    positive: of(rows, (row) => 1 + (row % 4)),
    share: of(rows, (row) => 0.2 + 0.15 * (row % 5)),
  };
}

/** The observed responses only have to be possible: priors are all given, and fits see simulated data. */
export function openModel({ family, structure }) {
  const { response, link, priors } = families[family];
  const left = family === "binomial" ? "p(successes, n)" : response;
  const formula = `${left} ~ 1 + x${structures[structure]}`;
  return compile(formula, frameFromColumns("cells", columns()), {
    family,
    ...(link && { link }),
    priors: {
      Intercept: "Normal(0, 1)",
      common: "Normal(0, 0.7)",
      ...(structure !== "no groups" && { sd: "HalfNormal(0.7)" }),
      ...priors,
    },
  });
}

/** Options of the library's `fit`. */
export function fitOptions({ engine, structure }) {
  return { ...engines[engine](structure), engine: engine === "nuts" ? "nuts" : "inla" };
}
