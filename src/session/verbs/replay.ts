/** `replay(night, results = final, order = "small-first", stages = [0.1, 0.25])`: a past night played again. */
import { requireColumn } from "../column-expressions.js";
import { noteDefaults } from "../note-defaults.js";
import type {
  Forecaster,
  NightValue,
  ReplayOptions,
} from "../../workflows/election-night/index.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

const usualStages: readonly number[] = [0.03, 0.1, 0.25, 0.5, 0.75];

/** The quantile method with the night's own units and predictors. */
async function compared({ night, predictors }: NightValue): Promise<Forecaster> {
  const baselines = await import("../../workflows/election-night/baselines/index.js");
  const { units, by, levels } = night;
  return baselines.openNonparametricNight({ units, by, levels, predictors, seed: 1 });
}

export const replay: Verb = defineVerb({
  name: "replay",
  summary:
    "Plays a past night again, units reporting in an order, and compares every forecast with the final results: coverage, width and error of units, areas and the total.",
  returns: "table",
  parameters: {
    night: { kind: "night", required: true, help: "the night, as live(...) gives it" },
    results: { kind: "data", required: true, help: "final counts: a row for each unit" },
    order: {
      kind: "word",
      choices: ["random", "small-first", "large-first", "by-area", "file"],
      default: "random",
      help: "who reports first; file is the order of the rows of the results",
    },
    area: { kind: "column", help: "for by-area: the areas that report one after the other" },
    stages: {
      kind: "probabilities",
      default: "[0.03, 0.1, 0.25, 0.5, 0.75]",
      help: "shares of the units that have reported",
    },
    show: {
      kind: "word",
      choices: ["stages", "pit", "settled", "scales"],
      default: "stages",
      help: "scores by stage; where final counts lay among the quantiles; from when on they stayed inside; what was learnt",
    },
    beside: {
      kind: "word",
      choices: ["nonparametric"],
      help: "a method to compare with: quantile regressions and conformal intervals, as the elex models have them",
    },
    seed: { kind: "seed", default: "1", help: "seed of the order" },
  },
  async run({ night, results, order = "random", area, stages = usualStages, ...given }, call) {
    const workflow = await import("../../workflows/election-night/index.js");
    if (given.seed === undefined && order !== "file") noteDefaults(call, ["seed = 1"]);
    const options: ReplayOptions = {
      order: order as ReplayOptions["order"],
      stages,
      seed: given.seed ?? 1,
      ...(area && { area: area.text }),
      span: call.expression.callee.span,
    };
    const beside = given.beside === undefined ? {} : { nonparametric: await compared(night) };
    const played = workflow.replay(night, results, options, call.sink, beside);
    const show = (given.show ?? "stages") as "stages" | "pit" | "settled" | "scales";
    return played && workflow.replayTable(played, show, [`order: ${order}`]);
  },
  check({ results, area }, call) {
    if (results !== undefined && area) requireColumn(results, area, call.sink);
    return Promise.resolve();
  },
});
