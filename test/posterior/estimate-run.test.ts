/** What a gradient costs is measured for as long as the answer can change something. */
import { describe, expect, it } from "vitest";
import { timeGradient } from "../../src/posterior/index.js";
import { binomialModel } from "./fitted-models.js";

/** Seconds go on by a hundredth of a second whenever somebody looks, which evaluations do not take. */
function openClock() {
  let looks = 0;
  return { now: () => looks++ / 100, looks: () => looks };
}

describe("the time of a gradient", () => {
  it("is measured for hundredths of a second where nothing else is asked", () => {
    const clock = openClock();
    expect(timeGradient(binomialModel(), clock.now)).toBeCloseTo(0.01, 12);
    expect(clock.looks()).toBeGreaterThan(4);
  });

  it("is that of the first evaluation which is fast enough", () => {
    const clock = openClock();
    expect(timeGradient(binomialModel(), clock.now, (seconds) => seconds < 0.02)).toBeCloseTo(
      0.01,
      12,
    );
    expect(clock.looks()).toBe(3);
  });

  it("is measured to the end where no evaluation is fast enough", () => {
    const [free, bound] = [openClock(), openClock()];
    timeGradient(binomialModel(), free.now);
    timeGradient(binomialModel(), bound.now, (seconds) => seconds < 0.005);
    expect(bound.looks()).toBe(free.looks());
  });
});
