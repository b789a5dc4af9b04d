/** The proposals of theta: what their densities integrate to, and whether their points have that law. */
import { describe, expect, it } from "vitest";
import {
  openDensity,
  openFoldedStudent,
  studentPoint,
} from "../../../src/engines/importance/folded-student.js";
import { openSobol, openStream } from "../../../src/math/index.js";

/** ∫ (1 + z² / 8)^(−9/2) dz and ∫ (1 + |z|² / 8)^−5 dz. */
const [lineMass, planeMass] = [(96 * Math.sqrt(8)) / 105, 2 * Math.PI];

describe("a t with eight degrees of freedom", () => {
  it.each([
    ["on the line", []],
    ["folded at zero", [0]],
  ])("has the mass one %s", (_where, signless) => {
    const student = openFoldedStudent(Float64Array.of(0.7), Float64Array.of(1.3), signless)!;
    const density = openDensity(student);
    let mass = 0;
    const step = 0.002;
    for (let v = signless.length > 0 ? step / 2 : -60; v < 60; v += step)
      mass += (step * Math.exp(density(Float64Array.of(v)))) / lineMass;
    expect(mass).toBeCloseTo(1, 5);
  });

  it("proposes points that have its density: they weigh a normal of two coordinates right", () => {
    const covariance = Float64Array.of(2, 0.8, 0.8, 1);
    const student = openFoldedStudent(Float64Array.of(0.3, -0.2), covariance, [])!;
    const density = openDensity(student);
    const next = openSobol(3, openStream(8, "points of a t"));
    const u = new Float64Array(3);
    const sums = [0, 0, 0];
    const count = 65_536;
    for (let i = 0; i < count; i++) {
      next(u);
      const v = studentPoint(student, [], u);
      const [a, b] = [v[0]! - 0.5, v[1]!];
      const normal = Math.exp(-0.5 * (a * a + b * b)) / (2 * Math.PI);
      const weight = (normal * planeMass) / Math.exp(density(v)) / count;
      [1, a * a, a * b].forEach((value, at) => (sums[at]! += weight * value));
    }
    // The points are spread evenly: errors of independent ones would be .005, these are a tenth of it.
    expect(Math.abs(sums[0]! - 1)).toBeLessThan(0.002);
    expect(Math.abs(sums[1]! - 1)).toBeLessThan(0.002);
    expect(Math.abs(sums[2]!)).toBeLessThan(0.002);
  });
});
