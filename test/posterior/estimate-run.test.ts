/** What a gradient costs is measured for as long as the answer can change something. */
import { describe, expect, it } from "vitest";
import { timeGradient } from "../../src/posterior/index.js";
import { binomialModel } from "./fitted-models.js";

/** Seconds go on by so many whenever somebody looks, twice for each evaluation. */
function openClock(step: number) {
  let looks = 0;
  return { now: () => step * looks++, evaluations: () => (looks - 1) / 2 };
}

describe("the time of a gradient", () => {
  it("is measured for hundredths of a second where nothing else is asked", () => {
    const clock = openClock(0.0001);
    expect(timeGradient(binomialModel(), clock.now)).toBeCloseTo(0.0001, 12);
    expect(clock.evaluations()).toBeCloseTo(201, -1);
  });

  it("is measured for a hundred evaluations where the machine is busy, but not for long", () => {
    const [busy, slow] = [openClock(0.0005), openClock(0.01)];
    timeGradient(binomialModel(), busy.now);
    timeGradient(binomialModel(), slow.now);
    expect(busy.evaluations()).toBe(100);
    expect(slow.evaluations()).toBeLessThan(12);
  });

  it("is that of the first evaluation which is fast enough", () => {
    const clock = openClock(0.01);
    expect(timeGradient(binomialModel(), clock.now, (seconds) => seconds < 0.02)).toBeCloseTo(
      0.01,
      12,
    );
    expect(clock.evaluations()).toBe(1);
  });

  it("is measured to the end where no evaluation is fast enough", () => {
    const clock = openClock(0.0005);
    timeGradient(binomialModel(), clock.now, (seconds) => seconds < 0.0001);
    expect(clock.evaluations()).toBe(100);
  });
});
