/**
 * Virginia's House of Delegates: 2017 against 2015 and 2019 against 2017, a row for each part of a precinct in a
 * district, with the ratio of the last race for governor to the last House as a predictor. The files lie beside the repository.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { frameFromColumns } from "../../../dist/src/index.js";

const shared = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data");

/** Lines of comma-separated values without quotes, as these files are. */
function readRows(...path) {
  const file = join(shared, ...path);
  if (!existsSync(file)) throw new Error(`no file ${file}`);
  const [head, ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  const names = head.trim().split(",");
  return lines.map((line) => {
    const cells = line.trim().split(",");
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  });
}

/** A part of a precinct has a larger ratio than a precinct can have: the ratio stops here (median of 2017's upper 8 %). */
const largestRatio = 0.8;
const smallestRatio = -0.5;
/** Units that change by more than this factor teach nothing, as in the elex models. */
export const farthest = 2.7;
/** Whole precincts have ratios up to about this. */
const usualRatio = 0.4;

function unitsOf(rows, governor, election) {
  const ofPrecinct = new Map(governor.map(({ id, turnout }) => [id, turnout]));
  return rows
    .map((row) => {
      const baseline = Number(row.baseline_turnout);
      const precinct = row.geographic_unit_fips.split("_").slice(1).join("_");
      const known = ofPrecinct.get(precinct) ?? 0;
      const ratio = known > 0 ? Math.log(known / baseline) : 0;
      return {
        election,
        precinct: row.geographic_unit_fips,
        district: `d${row.district}`,
        county: `c${row.county_fips}`,
        state: row.postal_code,
        turnout: Number(row.results_turnout),
        baseline,
        // A part of a precinct counts by the square of its share of the precinct.
        size: baseline * Math.exp(-2 * Math.max(0, ratio - usualRatio)),
        log_gov: Math.max(smallestRatio, Math.min(largestRatio, ratio)),
        aged: Number(row.age_geq_65),
        black: Number(row.ethnicity_likely_african_american),
        college: Number(row.percent_bachelor_or_higher),
        income: Math.log(Math.max(20000, Number(row.median_household_income))),
      };
    })
    .filter(({ baseline }) => baseline > 0);
}

const scored = ["log_gov", "aged", "black", "college", "income"];

/** Predictors in sds from the mean of 2017, in both elections. */
function scale(units, past) {
  const moments = scored.map((name) => {
    const mean = past.reduce((sum, unit) => sum + unit[name], 0) / past.length;
    const square = past.reduce((sum, unit) => sum + (unit[name] - mean) ** 2, 0) / past.length;
    return { name, mean, sd: Math.sqrt(square) };
  });
  return units.map((unit) => ({
    ...unit,
    ...Object.fromEntries(moments.map(({ name, mean, sd }) => [name, (unit[name] - mean) / sd])),
  }));
}

function governorOf(column) {
  return readRows("elex_va2017", "data_precinct.csv.gz").map((row) => ({
    id: row.geographic_unit_fips,
    turnout: Number(row[column]),
  }));
}

const delegates2017 = () =>
  unitsOf(
    readRows("elex_va2017", "delegates_precinct-district.csv.gz"),
    governorOf("baseline_turnout"),
    "2017",
  ).filter(
    ({ turnout, baseline }) => turnout * farthest >= baseline && turnout <= farthest * baseline,
  );

export function virginia2017() {
  const units = delegates2017();
  return scale(units, units);
}

export function virginia2019() {
  const rows = readRows("elex_va2019", "data_precinct-district.csv.gz");
  return scale(unitsOf(rows, governorOf("results_turnout"), "2019"), delegates2017());
}

export function frameOf(name, units) {
  const names = Object.keys(units[0]);
  return frameFromColumns(
    name,
    Object.fromEntries(names.map((column) => [column, units.map((unit) => unit[column])])),
  );
}
