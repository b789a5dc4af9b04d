/** Draws the units of a state: where they lie, in which county and district, their size and their people. */
import { deterministic, type RandomStream } from "../../../math/index.js";
import { side, type NightSettings } from "./settings.js";

export interface Places {
  readonly east: Float64Array;
  readonly north: Float64Array;
  readonly county: Int32Array;
  readonly district: Int32Array;
  readonly size: Float64Array;
  /** Three demographic scores with mean 0 and sd 1; the first is how urban a place is. */
  readonly scores: readonly Float64Array[];
}

function uniforms(count: number, random: RandomStream): Float64Array {
  return Float64Array.from({ length: count }, () => side * random.uniform());
}

function nearestCentre(
  east: Float64Array,
  north: Float64Array,
  count: number,
  random: RandomStream,
): Int32Array {
  const [x, y] = [uniforms(count, random), uniforms(count, random)];
  return Int32Array.from(east, (e, unit) => {
    let [best, least] = [0, Infinity];
    for (let k = 0; k < count; k++) {
      const distance = (e - x[k]!) * (e - x[k]!) + (north[unit]! - y[k]!) * (north[unit]! - y[k]!);
      if (distance < least) [best, least] = [k, distance];
    }
    return best;
  });
}

function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const sd = Math.sqrt(squares / values.length);
  return values.map((value) => (value - mean) / sd);
}

/** A city in the middle, with noise. */
function drawUrban(east: Float64Array, north: Float64Array, random: RandomStream): Float64Array {
  const middle = side / 2;
  const width = side / 5;
  return standardise(
    east.map((e, unit) => {
      const [x, y] = [(e - middle) / width, (north[unit]! - middle) / width];
      return 2 * deterministic.exp(-0.5 * (x * x + y * y)) + 0.5 * random.normal();
    }),
  );
}

/** Half of a score's variance lies between districts. */
function drawScore(district: Int32Array, districts: number, random: RandomStream): Float64Array {
  const ofDistrict = Float64Array.from({ length: districts }, () => random.normal());
  return standardise(
    Float64Array.from(district, (d) => Math.SQRT1_2 * (ofDistrict[d]! + random.normal())),
  );
}

export function drawPlaces(
  { units, districts, counties }: NightSettings,
  random: RandomStream,
): Places {
  const [east, north] = [uniforms(units, random), uniforms(units, random)];
  const county = nearestCentre(east, north, counties, random);
  const district = nearestCentre(east, north, districts, random);
  const urban = drawUrban(east, north, random);
  const size = urban.map((score) =>
    Math.max(60, Math.round(deterministic.exp(6.4 + 0.35 * score + 0.55 * random.normal()))),
  );
  const others = [0, 1].map(() => drawScore(district, districts, random));
  return { east, north, county, district, size, scores: [urban, ...others] };
}
