/** `sample(data, n = 5000, weights = expression, seed = 1)`: rows, or people of cells, drawn at random. */
import { openStream } from "../../math/index.js";
import { columnSet } from "../column-expressions.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const sample: Verb = defineVerb({
  name: "sample",
  summary:
    "Draws rows, or people from cells that count them, with chances proportional to weights: one after another among those left, or with replacement.",
  returns: "data",
  parameters: {
    data: { kind: "data", required: true, help: "what is drawn from" },
    n: { kind: "count", required: true, help: "how many rows or people" },
    weights: {
      kind: "expression",
      default: "1",
      help: "chances relative to each other: a column or an expression over columns",
    },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
    replace: { kind: "boolean", default: "false", help: "whether a row may be drawn again" },
    count: {
      kind: "column",
      help: "people in each cell; all cells stay, with the number drawn in its place",
    },
    successes: { kind: "column", help: "how many of a cell's people say yes, drawn with them" },
  },
  async run({ data, n, weights, seed, replace = false, count, successes }, call) {
    const workflow = await import("../../workflows/survey/index.js");
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    return workflow.sampleRows(
      {
        data,
        n,
        replace,
        random: openStream(seed ?? 1, `sample ${call.resultName}`),
        name: call.resultName,
        span: call.spanOf("n"),
        ...(weights && { weights: call.fillIn(weights, columnSet(data)) }),
        ...(count && { count }),
        ...(successes && { successes }),
      },
      call.sink,
    );
  },
});
