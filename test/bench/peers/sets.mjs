/** The work sets of ../shared/peers in our language: formulas, the priors `simple`, and what the long runs call a parameter. */
import { existsSync } from "node:fs";
import { join } from "node:path";

const shared = join(import.meta.dirname, "../../../../shared");
/** Elsewhere where results of our own are kept beside the ones that are handed over. */
export const peersFolder = process.env.PEERS ?? join(shared, "peers");

const regression = (scale = 1, location = 0) => ({
  "Intercept(at=0)": `Normal(${location}, ${5 * scale})`,
  common: `Normal(0, ${2.5 * scale})`,
});
const residual = (scale = 1) => ({ sigma: `HalfNormal(${scale})` });
const priors = (scale = 1, location = 0) => ({
  ...regression(scale, location),
  sd: `HalfNormal(${scale})`,
});
const normal = (scale = 1, location = 0) => ({ ...priors(scale, location), ...residual(scale) });

const cells =
  "p(abortion, n) ~ male + repvote + (1 | state) + (1 | eth) + (1 | edu) + (1 | male:eth) + (1 | edu:age) + (1 | edu:eth)";

export const sets = {
  election88sim: {
    data: "data/election_1988_simulated/election_1988.csv",
    formula: "bush ~ female + black + C(age_cat) + C(edu_cat) + (1 | state)",
    options: { family: "bernoulli", priors: priors() },
  },
  cces_mrp: {
    data: "data/cces2018/biased_sample_cells.csv.gz",
    formula: cells,
    options: { family: "binomial", priors: priors() },
  },
  mrp_cells: {
    data: "peers/sets/mrp_cells.csv",
    formula: cells,
    options: { family: "binomial", priors: priors() },
  },
  sleepstudy: {
    data: "peers/sets/sleepstudy.csv",
    formula: "Reaction ~ Days + (Days | Subject)",
    options: { priors: { ...normal(50, 250), cor: "LKJ(2)" } },
  },
  radon: {
    data: "peers/sets/radon.csv",
    formula: "log_radon ~ floor + log_uranium + (floor | county)",
    options: { priors: { ...normal(), cor: "LKJ(2)" } },
  },
  poisson_crossed: {
    data: "peers/sets/poisson_crossed.csv",
    formula: "y ~ x + (1 | plot) + (1 | day)",
    options: { family: "poisson", priors: priors() },
  },
  eight_schools: {
    data: "peers/sets/eight_schools.csv",
    formula: "se(y, se) ~ 1 + (1 | school)",
    options: { priors: { "Intercept(at=0)": "Normal(0, 5)", sd: "HalfCauchy(5)" } },
  },
  wells: {
    data: "data/wells/wells.csv.gz",
    formula: "switch ~ I(dist / 100) + arsenic + I(educ / 4) + assoc",
    options: { family: "bernoulli", priors: regression() },
  },
  kidiq: {
    data: "data/kidiq/kidiq.csv",
    formula: "kid_score ~ mom_hs + mom_iq + mom_age",
    options: { priors: { ...regression(20, 80), ...residual(20) } },
  },
  roaches: {
    data: "data/roaches/roaches.csv",
    formula: "y ~ I(roach1 / 100) + treatment + senior",
    options: { family: "poisson", priors: regression() },
  },
  contraception: {
    data: "data/contraception/contraception.csv",
    formula: "use ~ age + C(livch) + C(urban) + (1 | district)",
    options: { family: "bernoulli", priors: priors() },
  },
  insteval: {
    data: "peers/sets/insteval.csv.gz",
    formula: "y ~ C(service) + (1 | s) + (1 | d) + (1 | dept:service)",
    options: { priors: normal() },
  },
};

export const pathOf = (set) => join(shared, sets[set].data);
export const isHere = (set) => existsSync(pathOf(set));

/**
 * What the long runs call by other names: `r_state[AK]`, `sd_state`, `b_age_cat2`; where slopes vary
 * `r_county[AITKIN,floor]`, `sd_county_floor`, `cor_county`.
 */
export function ourName(set, theirs) {
  if (theirs === "Intercept" || theirs === "sigma") return theirs;
  if (theirs.startsWith("b_"))
    return theirs.slice(2).replace(/^(age_cat|edu_cat|service)(\d)$/u, "C($1)[$2]");
  const slope = /\(([a-z]+) \| (\w+)\)/iu.exec(sets[set].formula);
  if (!slope)
    return theirs.startsWith("sd_")
      ? `sd(1|${theirs.slice(3)})`
      : theirs.replace(/^r_(.*?)\[/u, "1|$1[");
  const [, column, group] = slope;
  if (theirs.startsWith("cor_")) return `cor(1,${column}|${group})`;
  if (theirs.startsWith("sd_")) return `sd(${effect(theirs.slice(4 + group.length))}|${group})`;
  const [, level, name] = /\[(.*),(\w+)\]$/u.exec(theirs);
  return `${effect(name)}|${group}[${level}]`;
}

const effect = (name) => (name === "Intercept" ? "1" : name);
