/** Surfaces over the hyperparameters are exact where vectors are quadratic in each coordinate. */
import { describe, expect, it } from "vitest";
import { openSurfaces } from "../../../src/engines/importance/fit-surfaces.js";

const coordinates = { scales: [], centres: new Float64Array(0) };
const axis = [-1, -0.4, 0, 0.6, 1];
const thetas = axis.flatMap((a) => axis.map((b) => Float64Array.of(a, b)));
const vector = ([a, b]: Float64Array): Float64Array =>
  Float64Array.of(1 + 2 * a! - b! + 0.5 * a! * a!, 3 * b! - b! * b!);

describe("a surface", () => {
  const surfaces = openSurfaces(coordinates, thetas)!;
  const surface = surfaces.fit(thetas.map(vector));
  const at = (theta: Float64Array, growth = Float64Array.of(1, 1)): Float64Array => {
    const x = new Float64Array(2);
    surface(surfaces.termsAt(theta), growth, x);
    return x;
  };

  it("is the quadratic that it was fitted to, between the points too", () => {
    for (const theta of [...thetas, Float64Array.of(0.3, -0.7)])
      at(theta).forEach((value, j) => expect(value).toBeCloseTo(vector(theta)[j]!, 4));
  });

  it("is level beyond the points", () => {
    expect(at(Float64Array.of(9, 0.6))).toEqual(at(Float64Array.of(1, 0.6)));
  });

  it("grows with the scale of each entry", () => {
    const theta = Float64Array.of(0.3, 0.2);
    const [first, second] = at(theta);
    expect(at(theta, Float64Array.of(2, 5))).toEqual(Float64Array.of(2 * first!, 5 * second!));
  });

  it("is not fitted to too few points", () => {
    expect(openSurfaces(coordinates, thetas.slice(0, 7))).toBeUndefined();
    expect(openSurfaces(coordinates, [])).toBeUndefined();
  });
});
