/** `simulate_election(voters, size = small, seed = 1)`: a table of an election whose every vote is known. */
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const simulateElection: Verb = defineVerb({
  name: "simulate_election",
  summary:
    "Simulates a state-like election with known truth for ecological inference; calls with the same settings give tables of the same election.",
  returns: "data",
  parameters: {
    table: {
      kind: "word",
      required: true,
      choices: ["voters", "returns", "ballots", "truth", "survey"],
      help: "the voter file, votes of precincts, joint ballots, true votes of groups, or survey answers",
    },
    size: {
      kind: "word",
      choices: ["small", "reference", "medium", "large"],
      default: "small",
      help: "20,000 voters in 200 precincts, 60,000 in 400, 200,000 in 800, or 2,300,000 in 2,055",
    },
    voters: { kind: "count", help: "the number of voters, instead of the size's" },
    precincts: { kind: "count", help: "the number of precincts, instead of the size's" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
    interactions: {
      kind: "number",
      default: "1",
      help: "the strength of interactions in the truth: 0 for an additive one",
    },
    context: {
      kind: "number",
      default: "0",
      help: "what the precinct's share of Democrats adds to everybody's support of the Democrat",
    },
    typical: {
      kind: "boolean",
      default: "true",
      help: "whether places average to the same state under every seed",
    },
  },
  async run({ table, size = "small", seed, interactions = 1, context = 0, ...rest }, call) {
    const simulator = await import("../../workflows/ecological/simulator/index.js");
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const usual = simulator.electionSizes[size as keyof typeof simulator.electionSizes];
    const settings = {
      voters: rest.voters ?? usual.voters,
      precincts: rest.precincts ?? usual.precincts,
      seed: seed ?? 1,
      interactions,
      context,
      typical: rest.typical ?? true,
    };
    const spanOf = (setting: string): ReturnType<typeof call.spanOf> => call.spanOf(setting);
    if (!simulator.checkSettings(settings, spanOf, call.sink)) return undefined;
    const election = simulator.drawElection(settings);
    const found = simulator.electionTables.find((name) => name === table);
    return found && simulator.electionTable(election, found, call.resultName);
  },
});
