/** Which unconstrained coordinates of a model stand behind its reported parameters, found by asking it. */
import { deterministic, openStream } from "../../math/index.js";
import type { Evaluator } from "../../kernels/index.js";
import type { CompiledModel } from "../../compiler/index.js";

export interface MatchedCoordinates {
  /** The coordinate t of a parameter that is exp(t). */
  ofLog(name: string): number | undefined;
  /** First of the coordinates z of effects that are sd z, side by side in the order of the report. */
  ofStandardised(first: string, sd: string, count: number): number | undefined;
  /** Coordinates that are neither, and what intercept and coefficients are of them: origin + matrix c. */
  affine(names: readonly string[], taken: ReadonlySet<number>): AffineParameters | undefined;
}

export interface AffineParameters {
  readonly coordinates: Int32Array;
  readonly origin: Float64Array;
  /** Row-major, a row for each name. */
  readonly matrix: Float64Array;
}

/** Values this near to each other, relative to their size, are one. */
const same = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1e-3, Math.abs(b));

export function matchCoordinates(model: CompiledModel, evaluator: Evaluator): MatchedCoordinates {
  const { dimension } = evaluator.logDensity;
  const random = openStream(1, "coordinates");
  const probe = Float64Array.from({ length: dimension }, () => 0.7 * random.normal());
  const report = (position: Float64Array): Float64Array => {
    const values = new Float64Array(model.parameters.length);
    evaluator.report(position, values);
    return values;
  };
  const at = report(probe);
  const placeOf = new Map(model.parameters.map(({ name }, place) => [name, place]));
  const valueOf = (name: string): number => at[placeOf.get(name) ?? -1] ?? NaN;
  return {
    ofLog(name) {
      const value = valueOf(name);
      const found = probe.findIndex((t) => same(deterministic.exp(t), value));
      return found < 0 ? undefined : found;
    },
    ofStandardised(first, sd, count) {
      const place = placeOf.get(first);
      if (place === undefined) return undefined;
      const scale = valueOf(sd);
      const start = probe.findIndex((z) => same(z, at[place]! / scale));
      for (let j = 0; j < count; j++)
        if (start < 0 || !same(probe[start + j]!, at[place + j]! / scale)) return undefined;
      return start;
    },
    affine(names, taken) {
      const coordinates = Int32Array.from({ length: dimension }, (_, i) => i).filter(
        (i) => !taken.has(i),
      );
      if (coordinates.length !== names.length) return undefined;
      const places = names.map((name) => placeOf.get(name) ?? -1);
      const k = names.length;
      const zero = probe.slice();
      for (const coordinate of coordinates) zero[coordinate] = 0;
      const base = report(zero);
      const matrix = new Float64Array(k * k);
      coordinates.forEach((coordinate, j) => {
        const moved = zero.slice();
        moved[coordinate] = 1;
        const values = report(moved);
        places.forEach((place, i) => (matrix[i * k + j] = values[place]! - base[place]!));
      });
      const origin = Float64Array.from(places, (place) => base[place]!);
      const isAffine = places.every((place, i) => {
        let sum = origin[i]!;
        coordinates.forEach((coordinate, j) => (sum += matrix[i * k + j]! * probe[coordinate]!));
        return Math.abs(sum - at[place]!) <= 1e-8 * (1 + Math.abs(at[place]!));
      });
      return isAffine ? { coordinates, origin, matrix } : undefined;
    },
  };
}
