/** The model of the hyperparameters' density that a composite design gives, and the tilt of their profiles. */
import { describe, expect, it } from "vitest";
import { designExpectations } from "../../../src/engines/laplace/design-expectations.js";
import { centralComposite } from "../../../src/engines/laplace/integration-designs.js";
import { standardCoordinates } from "../../../src/engines/laplace/standard-coordinates.js";
import { expectationsOf, tiltDensity } from "../../../src/engines/laplace/tilt-density.js";

/** What the engine would know of a density of m independent unit widths around zero. */
function expectationsUnder(m: number, logDensity: (z: Float64Array) => number) {
  const identity = new Float64Array(m * m);
  for (let k = 0; k < m; k++) identity[k * m + k] = 1;
  const along = (k: number, at: number): number => {
    const z = new Float64Array(m);
    z[k] = at;
    return 1 / Math.sqrt(-logDensity(z));
  };
  const axes = Array.from({ length: m }, (_, k) => k);
  const coordinates = {
    ...standardCoordinates(new Float64Array(m), identity),
    below: Float64Array.from(axes, (k) => along(k, -Math.SQRT2)),
    above: Float64Array.from(axes, (k) => along(k, Math.SQRT2)),
  };
  const positions = centralComposite(m).map(({ z }) => z);
  const scaled = (z: Float64Array): Float64Array =>
    z.map((at, k) => at * (at < 0 ? coordinates.below[k]! : coordinates.above[k]!));
  const rises = Float64Array.from(positions, (z) => logDensity(scaled(z)));
  return designExpectations(coordinates, { positions, rises });
}

const normal = (z: Float64Array): number => z.reduce((sum, at) => sum - 0.5 * at * at, 0);

describe("the expectations of a composite design", () => {
  it.each([2, 3, 6])("are those of a normal in %d dimensions", (m) => {
    for (const { mean, sd, polynomials } of expectationsUnder(m, normal)!) {
      expect(Math.abs(mean)).toBeLessThan(0.01);
      expect(Math.abs(sd - 1)).toBeLessThan(0.01);
      // T_3 of u / 3.5: a third moment of .03 at most.
      expect(Math.abs(polynomials[2]!)).toBeLessThan((4 * 0.03) / 3.5 ** 3);
    }
  });

  it("see the room for the others change along an axis, which its own density does not show", () => {
    // Given z0 the other two have sd exp(.15 z0) each: the marginal of z0 is normal around .3.
    const [first] = expectationsUnder(
      3,
      ([a, b, c]) => -0.5 * a! * a! - 0.5 * (b! * b! + c! * c!) * Math.exp(-0.3 * a!),
    )!;
    expect(Math.abs(first!.mean - 0.3)).toBeLessThan(0.06);
    expect(Math.abs(first!.sd - 1)).toBeLessThan(0.05);
  });

  it("are not there where the density is zero at a point", () => {
    const half = (z: Float64Array): number => (z[0]! > 1.5 ? -Infinity : normal(z));
    expect(expectationsUnder(3, half)).toBeUndefined();
  });
});

describe("a tilted density", () => {
  const theta = Float64Array.from({ length: 401 }, (_, i) => -10 + 0.05 * i);
  const gaussian = theta.map((at) => Math.exp(-0.5 * at * at));

  it("has the expectations that it was tilted to", () => {
    const skewed = theta.map((at) => Math.exp(2.5 * at - 2.5 * Math.exp(at)));
    const known = expectationsOf(theta, skewed, 3);
    const tilted = tiltDensity(theta, gaussian, known)!;
    expect(tilted.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    const reached = expectationsOf(theta, tilted, 3);
    expect(reached.mean).toBeCloseTo(known.mean, 2);
    expect(reached.sd).toBeCloseTo(known.sd, 2);
  });

  it("moves a normal to another normal", () => {
    const moved = theta.map((at) => Math.exp((-0.5 * (at - 0.4) * (at - 0.4)) / 1.21));
    const tilted = tiltDensity(theta, gaussian, expectationsOf(theta, moved, 3))!;
    const mass = moved.reduce((sum, value) => sum + value, 0);
    for (const i of [160, 200, 208, 240])
      expect(Math.abs(tilted[i]! / (moved[i]! / mass) - 1)).toBeLessThan(0.02);
  });

  it("is none where the expectations are out of reach", () => {
    const known = { mean: 0, sd: 1, polynomials: Float64Array.of(0, 1.5, 0) };
    expect(tiltDensity(theta, gaussian, known)).toBeUndefined();
  });
});
