/** A small simulated state, fitted once, for tests of the night. */
import { compile, fit, live, simulateNight } from "../../../src/index.js";
import type { NightValue, Posterior, UnitReport } from "../../../src/index.js";
import type { DataFrame } from "../../../src/index.js";
import type { SimulatedNight } from "../../../src/index.js";

export const nightFormula =
  "log(turnout / baseline) ~ 1 + urban + college + (1 | election) + (1 | county:election) + (1 | district:election)";

export interface SmallNight {
  readonly state: SimulatedNight;
  readonly before: Posterior;
  readonly value: NightValue;
  readonly results: ReadonlyMap<string, number>;
  /** Reports of the first so many units. */
  readonly reports: (count: number) => UnitReport[];
}

function numbers(frame: DataFrame, name: string): Float64Array {
  const column = frame.columns.find((one) => one.name === name);
  if (column?.kind !== "numeric") throw new Error(`no numbers ${name}`);
  return column.values;
}

export async function openSmallNight(seed = 1, family = "gaussian"): Promise<SmallNight> {
  const state = simulateNight({ units: 240, districts: 20, counties: 8, elections: 4, seed });
  const model = compile(nightFormula, state.past, {
    family,
    priors: { "sd(1|election)": "HalfNormal(0.2)" },
  });
  const before = await fit(model, { engine: "inla", seed: 1 });
  const value = live(before, state.tonight, {
    unit: "precinct",
    level: "election=e4",
    by: ["district", "county"],
    draws: 320,
  });
  const turnout = numbers(state.final, "turnout");
  const results = new Map(value.night.units.map(({ unit }, i) => [unit, turnout[i]!]));
  const reports = (count: number): UnitReport[] =>
    [...results].slice(0, count).map(([unit, counted]) => ({ unit, status: "reported", counted }));
  return { state, before, value, results, reports };
}
