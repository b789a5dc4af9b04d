/** The regression posteriors of posteriordb as formulas with their exact priors, after its published notes. */

export type RawData = Readonly<
  Record<string, number | readonly number[] | readonly (readonly number[])[]>
>;

export interface ReferenceProgram {
  readonly formula: string;
  readonly priors: Readonly<Record<string, string>>;
  /** The columns that the formula uses, made from the data as published. */
  columns(data: RawData): Record<string, readonly number[] | readonly string[]>;
  /** Our summary name for each published parameter; a sum of two for shifted group effects. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

const series = (data: RawData, name: string): readonly number[] => data[name] as readonly number[];
const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;
const sampleSd = (x: readonly number[]): number => {
  const centre = mean(x);
  return Math.sqrt(x.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (x.length - 1));
};
const standardised = (x: readonly number[], sds: number): number[] =>
  x.map((v) => (v - mean(x)) / (sds * sampleSd(x)));
const pick =
  (...names: string[]) =>
  (data: RawData): Record<string, readonly number[]> =>
    Object.fromEntries(names.map((name) => [name, series(data, name)]));

const flat = { Intercept: "Flat()", common: "Flat()", sigma: "Flat()" };
const flatCauchy = { ...flat, sigma: "HalfCauchy(2.5)" };

const numbered = (names: readonly string[]): Record<string, readonly string[]> => ({
  ...Object.fromEntries(names.map((name, index) => [`beta[${index + 1}]`, [name]])),
  sigma: ["sigma"],
});

function gaussian(
  formula: string,
  columns: ReferenceProgram["columns"],
  names: readonly string[],
  priors: Record<string, string> = flat,
): ReferenceProgram {
  return { formula, priors, columns, parameters: numbered(names) };
}

const kidiq = pick("kid_score", "mom_hs", "mom_iq");
const earnings = pick("earn", "height", "male");
const mesquiteColumns = [
  "weight",
  "diam1",
  "diam2",
  "canopy_height",
  "total_height",
  "density",
  "group",
];
const mesquite = pick(...mesquiteColumns);
const volume = "log(diam1 * diam2 * canopy_height)";
const area = "log(diam1 * diam2)";
const shape = "log(diam1 / diam2)";

function kidiqScaled(scale: (x: readonly number[]) => number[]): ReferenceProgram["columns"] {
  return (data) => ({
    kid_score: series(data, "kid_score"),
    hs: scale(series(data, "mom_hs")),
    iq: scale(series(data, "mom_iq")),
  });
}

const kidiqInteraction = (columns: ReferenceProgram["columns"]): ReferenceProgram =>
  gaussian("kid_score ~ hs + iq + hs:iq", columns, ["Intercept", "hs", "iq", "hs:iq"]);

const nes = gaussian(
  "partyid7 ~ real_ideo + race_adj + C(age_discrete) + educ1 + gender + income",
  pick("partyid7", "real_ideo", "race_adj", "age_discrete", "educ1", "gender", "income"),
  ["Intercept", "real_ideo", "race_adj", "C(age_discrete)[2]", "C(age_discrete)[3]"].concat([
    "C(age_discrete)[4]",
    "educ1",
    "gender",
    "income",
  ]),
);

const sblr: ReferenceProgram = gaussian(
  "y ~ 0 + X1 + X2 + X3 + X4 + X5",
  (data) => {
    const matrix = data["X"] as readonly (readonly number[])[];
    const columns: Record<string, readonly number[]> = { y: series(data, "y") };
    for (let j = 0; j < 5; j++) columns[`X${j + 1}`] = matrix.map((row) => row[j]!);
    return columns;
  },
  ["X1", "X2", "X3", "X4", "X5"],
  { common: "Normal(0, 10)", sigma: "HalfNormal(10)" },
);

const eightSchools: ReferenceProgram = {
  formula: "se(y, sigma) ~ 1 + (1 | school)",
  priors: { "Intercept(at = 0)": "Normal(0, 5)", "sd(1 | school)": "HalfCauchy(5)" },
  columns: (data) => ({
    y: series(data, "y"),
    sigma: series(data, "sigma"),
    school: series(data, "y").map((_, index) => `s${index + 1}`),
  }),
  parameters: {
    ...Object.fromEntries(
      Array.from({ length: 8 }, (_, j) => [
        `theta[${j + 1}]`,
        ["Intercept", `1|school[s${j + 1}]`],
      ]),
    ),
    mu: ["Intercept"],
    tau: ["sd(1|school)"],
  },
};

const arK: ReferenceProgram = {
  formula: "y ~ lag1 + lag2 + lag3 + lag4 + lag5",
  priors: {
    "Intercept(at = 0)": "Normal(0, 10)",
    common: "Normal(0, 10)",
    sigma: "HalfCauchy(2.5)",
  },
  columns: (data) => {
    const y = series(data, "y");
    const columns: Record<string, readonly number[]> = { y: y.slice(5) };
    for (let k = 1; k <= 5; k++) columns[`lag${k}`] = y.slice(5 - k, y.length - k);
    return columns;
  },
  parameters: {
    alpha: ["Intercept"],
    ...Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`beta[${k}]`, [`lag${k}`]])),
    sigma: ["sigma"],
  },
};

const kilpisjarvi: ReferenceProgram = {
  formula: "y ~ x",
  priors: {
    "Intercept(at = 0)": "Normal(9.31290322580645, 100)",
    x: "Normal(0, 0.0333333333333333)",
    sigma: "Flat()",
  },
  columns: pick("y", "x"),
  parameters: { alpha: ["Intercept"], beta: ["x"], sigma: ["sigma"] },
};

const mesquiteModel = (terms: readonly string[], left = "log(weight)"): ReferenceProgram =>
  gaussian(`${left} ~ ${terms.join(" + ")}`, mesquite, ["Intercept", ...terms]);

/** By the name of the posterior; the nes years share one program. */
export const posteriordbPrograms: Readonly<Record<string, ReferenceProgram>> = {
  "arK-arK": arK,
  "eight_schools-eight_schools_centered": eightSchools,
  "eight_schools-eight_schools_noncentered": eightSchools,
  "kidiq-kidscore_momhs": gaussian(
    "kid_score ~ mom_hs",
    kidiq,
    ["Intercept", "mom_hs"],
    flatCauchy,
  ),
  "kidiq-kidscore_momiq": gaussian(
    "kid_score ~ mom_iq",
    kidiq,
    ["Intercept", "mom_iq"],
    flatCauchy,
  ),
  "kidiq-kidscore_momhsiq": gaussian(
    "kid_score ~ mom_hs + mom_iq",
    kidiq,
    ["Intercept", "mom_hs", "mom_iq"],
    flatCauchy,
  ),
  "kidiq-kidscore_interaction": gaussian(
    "kid_score ~ mom_hs + mom_iq + mom_hs:mom_iq",
    kidiq,
    ["Intercept", "mom_hs", "mom_iq", "mom_hs:mom_iq"],
    flatCauchy,
  ),
  "kidiq_with_mom_work-kidscore_interaction_c": kidiqInteraction(
    kidiqScaled((x) => x.map((v) => v - mean(x))),
  ),
  "kidiq_with_mom_work-kidscore_interaction_c2": kidiqInteraction((data) => ({
    kid_score: series(data, "kid_score"),
    hs: series(data, "mom_hs").map((v) => v - 0.5),
    iq: series(data, "mom_iq").map((v) => v - 100),
  })),
  "kidiq_with_mom_work-kidscore_interaction_z": kidiqInteraction(
    kidiqScaled((x) => standardised(x, 2)),
  ),
  "kidiq_with_mom_work-kidscore_mom_work": gaussian(
    "kid_score ~ C(mom_work)",
    pick("kid_score", "mom_work"),
    ["Intercept", "C(mom_work)[2]", "C(mom_work)[3]", "C(mom_work)[4]"],
  ),
  "earnings-earn_height": gaussian("earn ~ height", earnings, ["Intercept", "height"]),
  "earnings-log10earn_height": gaussian("log10(earn) ~ height", earnings, ["Intercept", "height"]),
  "earnings-logearn_height": gaussian("log(earn) ~ height", earnings, ["Intercept", "height"]),
  "earnings-logearn_height_male": gaussian("log(earn) ~ height + male", earnings, [
    "Intercept",
    "height",
    "male",
  ]),
  "earnings-logearn_interaction": gaussian("log(earn) ~ height + male + height:male", earnings, [
    "Intercept",
    "height",
    "male",
    "height:male",
  ]),
  "earnings-logearn_interaction_z": gaussian(
    "log(earn) ~ z + male + z:male",
    (data) => ({ ...earnings(data), z: standardised(series(data, "height"), 1) }),
    ["Intercept", "z", "male", "z:male"],
  ),
  "earnings-logearn_logheight_male": gaussian("log(earn) ~ log(height) + male", earnings, [
    "Intercept",
    "log(height)",
    "male",
  ]),
  ...Object.fromEntries(
    [1972, 1976, 1980, 1984, 1988, 1992, 1996, 2000].map((year) => [`nes${year}-nes`, nes]),
  ),
  "mesquite-mesquite": mesquiteModel(mesquiteColumns.slice(1), "weight"),
  "mesquite-logmesquite": mesquiteModel([
    ...mesquiteColumns.slice(1, -1).map((name) => `log(${name})`),
    "group",
  ]),
  "mesquite-logmesquite_logvolume": mesquiteModel([volume]),
  "mesquite-logmesquite_logva": mesquiteModel([volume, area, "group"]),
  "mesquite-logmesquite_logvas": mesquiteModel([
    volume,
    area,
    shape,
    "log(total_height)",
    "log(density)",
    "group",
  ]),
  "mesquite-logmesquite_logvash": mesquiteModel([
    volume,
    area,
    shape,
    "log(total_height)",
    "group",
  ]),
  "kilpisjarvi_mod-kilpisjarvi": kilpisjarvi,
  "sblri-blr": sblr,
  "sblrc-blr": sblr,
};
