/** `show(value)`: a model as its computation graph or another stage; any other value as text. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

const stages = ["graph", "plan", "spec", "design", "equations"] as const;

export const show: Verb = defineVerb({
  name: "show",
  summary:
    "Shows a model's computation graph (or its equations, plan, specification or design), or the rows of data.",
  returns: "text",
  deferred: true,
  parameters: {
    value: { kind: "value", required: true, help: "a model or any other value" },
    stage: { kind: "word", choices: stages, default: "graph", help: "what to show of a model" },
    rows: { kind: "count", default: "10", help: "rows to show of data" },
  },
  async run({ value, stage = "graph", rows = 10 }, call) {
    const report = await import("../../report/index.js");
    if (value.kind === "data") return report.frameToTable(value, rows);
    if (value.kind !== "model") return value;
    const { printStage } = await import("../print-stage.js");
    const compiled = await call.compile(value);
    return { kind: "text", value: printStage(stage as (typeof stages)[number], compiled) };
  },
});
