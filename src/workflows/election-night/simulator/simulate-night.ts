/** A simulated state with past elections and tonight's, whose final result is known. */
import type { Column, DataFrame } from "../../../data/index.js";
import { cholesky, deterministic, openStream, type RandomStream } from "../../../math/index.js";
import { drawPlaces, type Places } from "./draw-places.js";
import { scoreMeans, type NightSettings } from "./settings.js";
import { unitCovariance, unitMean } from "./unit-covariance.js";

export interface SimulatedNight {
  /** A row for each unit and past election, with its turnout. */
  readonly past: DataFrame;
  /** Tonight's units, without results. */
  readonly tonight: DataFrame;
  /** Tonight's units with their turnout. */
  readonly final: DataFrame;
  readonly places: Places;
}

/** Log ratios of one election. */
function drawRatios(mean: Float64Array, factor: Float64Array, random: RandomStream): Float64Array {
  const n = mean.length;
  const normals = mean.map(() => random.normal());
  return mean.map((centre, i) => {
    let sum = centre;
    for (let k = 0; k <= i; k++) sum += factor[i * n + k]! * normals[k]!;
    return sum;
  });
}

function names(letter: string, count: number): string[] {
  const width = String(count).length;
  return Array.from({ length: count }, (_, i) => letter + String(i + 1).padStart(width, "0"));
}

function factor(name: string, codes: Int32Array, levels: readonly string[]): Column {
  return { kind: "factor", name, codes, levels, ordered: false, declared: false };
}

const numeric = (name: string, values: Float64Array): Column => ({ kind: "numeric", name, values });

/** Columns of the units, repeated for every election. */
function placeColumns(
  places: Places,
  { districts, counties }: NightSettings,
  times: number,
): Column[] {
  const n = places.size.length;
  const codes = (own: Int32Array): Int32Array =>
    Int32Array.from({ length: n * times }, (_, row) => own[row % n]!);
  const values = (own: Float64Array): Float64Array =>
    Float64Array.from({ length: n * times }, (_, row) => own[row % n]!);
  const unit = Int32Array.from({ length: n }, (_, row) => row);
  return [
    factor("precinct", codes(unit), names("p", n)),
    factor("district", codes(places.district), names("d", districts)),
    factor("county", codes(places.county), names("c", counties)),
    numeric("baseline", values(places.size)),
    ...["urban", "college", "age"].map((name, k) => numeric(name, values(places.scores[k]!))),
    numeric("east", values(places.east)),
    numeric("north", values(places.north)),
  ];
}

function turnoutOf(places: Places, ratios: readonly Float64Array[]): Float64Array {
  return Float64Array.from(
    ratios.flatMap((ratio) => [
      ...ratio.map((value, unit) =>
        Math.max(1, Math.round(places.size[unit]! * deterministic.exp(value))),
      ),
    ]),
  );
}

function frame(name: string, columns: readonly Column[], rowCount: number): DataFrame {
  return { kind: "data", name, rowCount, columns };
}

/** Log ratios are independent over elections; one stream, places first. */
export function simulateNight(settings: NightSettings): SimulatedNight {
  const random = openStream(settings.seed, "simulate_night");
  const places = drawPlaces(settings, random);
  const mean = unitMean(places, scoreMeans);
  const n = settings.units;
  const root = cholesky(unitCovariance(places), n);
  if (root === undefined) throw new Error("the simulated covariance is not positive definite");
  const ratios = Array.from({ length: settings.elections }, () => drawRatios(mean, root, random));
  const earlier = settings.elections - 1;
  const election = Int32Array.from({ length: n * earlier }, (_, row) => Math.floor(row / n));
  const own = placeColumns(places, settings, 1);
  const past = [
    ...placeColumns(places, settings, earlier),
    factor("election", election, names("e", earlier)),
    numeric("turnout", turnoutOf(places, ratios.slice(0, earlier))),
  ];
  const turnout = numeric("turnout", turnoutOf(places, ratios.slice(earlier)));
  return {
    past: frame("past", past, n * earlier),
    tonight: frame("tonight", own, n),
    final: frame("final", [...own, turnout], n),
    places,
  };
}
