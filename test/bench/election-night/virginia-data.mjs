/**
 * Virginia's House of Delegates: 2017 against 2015 and 2019 against 2017, a row for each part of a precinct in a
 * district, with the ratio of the last race for governor to the last House as a predictor, of the unit and of its district;
 * and the governor of 2017 against 2013, a row for each precinct. The files lie beside the repository.
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
const ratios = { least: -0.5, most: 0.8, unknown: 0 };
/** Of the House of 2015 over the governor of 2013. */
const governorRatios = { least: -1.5, most: 0.3, unknown: -0.6 };
/** Units that change by more than this factor teach nothing, as in the elex models. */
export const farthest = 2.7;
/** Whole precincts have ratios up to about this. */
const usualRatio = 0.4;

/** Fewer voters than this, or none on record, say nothing of a rate. */
const leastVoters = 50;

/** Log of the baseline over the voters on the roll of the whole precinct. */
function logRate(baseline, voters) {
  const roll = Math.max(leastVoters, voters || 3 * baseline);
  return Math.max(-3, Math.min(0, Math.log(baseline / roll)));
}

/** The mean of units' ratios in every district, by baselines: a district's own baseline may be a noisy one. */
function addDistrictRatio(units) {
  const sums = new Map();
  for (const { district, baseline, log_gov } of units) {
    const [sum, votes] = sums.get(district) ?? [0, 0];
    sums.set(district, [sum + baseline * log_gov, votes + baseline]);
  }
  return units.map((unit) => {
    const [sum, votes] = sums.get(unit.district);
    return { ...unit, gov_district: sum / votes };
  });
}

function unitsOf(rows, other, election, { least, most, unknown } = ratios) {
  const ofPrecinct = new Map(other.map(({ id, turnout }) => [id, turnout]));
  const units = rows
    .map((row) => {
      const baseline = Number(row.baseline_turnout);
      const precinct = row.geographic_unit_fips.split("_").slice(1).join("_");
      const known = ofPrecinct.get(precinct) ?? 0;
      const ratio = known > 0 ? Math.log(known / baseline) : unknown;
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
        rate: logRate(baseline, Number(row.total_age_voters)),
        log_gov: Math.max(least, Math.min(most, ratio)),
        aged: Number(row.age_geq_65),
        black: Number(row.ethnicity_likely_african_american),
        college: Number(row.percent_bachelor_or_higher),
        income: Math.log(Math.max(20000, Number(row.median_household_income))),
      };
    })
    .filter(({ baseline }) => baseline > 0);
  return addDistrictRatio(units);
}

const scored = ["log_gov", "gov_district", "rate", "aged", "black", "college", "income"];

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

const isNear = ({ turnout, baseline }) =>
  turnout * farthest >= baseline && turnout <= farthest * baseline;

const allDelegates2017 = () =>
  unitsOf(
    readRows("elex_va2017", "delegates_precinct-district.csv.gz"),
    governorOf("baseline_turnout"),
    "2017",
  );

const delegates2017 = () => allDelegates2017().filter(isNear);

/** `all` has the units that changed by more than `farthest` as well, as a night has them. */
export function virginia2017({ all = false } = {}) {
  const units = allDelegates2017();
  return scale(all ? units : units.filter(isNear), units.filter(isNear));
}

/** The districts are those of the House, and where it has none on file the counties. */
export function governor2017({ all = false } = {}) {
  const house = readRows("elex_va2017", "delegates_precinct-district.csv.gz");
  const precincts = new Map();
  for (const { geographic_unit_fips: id, district, baseline_turnout } of house) {
    const precinct = id.split("_").slice(1).join("_");
    const known = precincts.get(precinct) ?? { district, turnout: 0 };
    precincts.set(precinct, { ...known, turnout: known.turnout + Number(baseline_turnout) });
  }
  const rows = readRows("elex_va2017", "data_precinct.csv.gz").map((row) => ({
    ...row,
    geographic_unit_fips: `g_${row.geographic_unit_fips}`,
    district: precincts.get(row.geographic_unit_fips)?.district ?? `c${row.county_fips}`,
  }));
  const last = [...precincts].map(([id, { turnout }]) => ({ id, turnout }));
  const units = unitsOf(rows, last, "2017", governorRatios).filter(({ turnout }) => turnout > 0);
  return scale(all ? units : units.filter(isNear), units.filter(isNear));
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
