/** What a simulated night may be asked for. */
import { describe, expect, it } from "vitest";
import { ModelError, simulateNight } from "../../../src/index.js";

describe("a simulated night", () => {
  it.each([
    ["units", { units: 10.5 }],
    ["districts", { units: 40, counties: 4, districts: 0 }],
    ["counties", { units: 40, districts: 4, counties: 41 }],
    ["elections", { elections: NaN }],
  ])("refuses %s out of bounds, and says what they may be", (setting, options) => {
    expect(() => simulateNight(options)).toThrow(ModelError);
    expect(() => simulateNight(options)).toThrow(`no simulated night has such \`${setting}\``);
  });
});
