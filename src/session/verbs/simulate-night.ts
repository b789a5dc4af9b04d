/** `simulate_night(past, seed = 1)`: a table of a simulated state whose election night is known. */
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const simulateNight: Verb = defineVerb({
  name: "simulate_night",
  summary:
    "Simulates past elections and an election night of a state with districts and counties; calls with the same settings give tables of the same state.",
  returns: "data",
  parameters: {
    table: {
      kind: "word",
      required: true,
      choices: ["past", "tonight", "final"],
      help: "past elections, tonight's units, or tonight's units with their final counts",
    },
    units: { kind: "count", default: "2000", help: "the number of units" },
    districts: { kind: "count", default: "100", help: "the number of districts" },
    counties: { kind: "count", default: "30", help: "the number of counties" },
    elections: { kind: "count", default: "5", help: "elections, tonight's included" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  async run({ table, seed, ...given }, call) {
    const simulator = await import("../../workflows/election-night/simulator/index.js");
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const { usualNight } = simulator;
    const settings = {
      units: given.units ?? usualNight.units,
      districts: given.districts ?? usualNight.districts,
      counties: given.counties ?? usualNight.counties,
      elections: given.elections ?? usualNight.elections,
      seed: seed ?? 1,
    };
    if (!simulator.checkNight(settings, (name) => call.spanOf(name), call.sink)) return undefined;
    const frame = simulator.simulateNight(settings)[table as "past" | "tonight" | "final"];
    return { ...frame, name: call.resultName };
  },
});
