/** `show(value)`: a model as its plate diagram or another stage; any other value as text. */
import type { ModelStage } from "../print-stage.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

const stages = ["plates", "graph", "plan", "spec", "design", "equations"] as const;

export const show: Verb = defineVerb({
  name: "show",
  summary:
    "Shows a model's plate diagram (or its equations, computation graph, plan, specification or design), the layers of a network, or the rows of data.",
  returns: "chart",
  totals: true,
  deferred: true,
  parameters: {
    value: { kind: "value", required: true, help: "a model or any other value" },
    stage: { kind: "word", choices: stages, default: "plates", help: "what to show of a model" },
    rows: { kind: "count", default: "10", help: "rows to show of data" },
  },
  async run({ value, stage: asked, rows = 10 }, call) {
    const report = await import("../../report/index.js");
    if (value.kind === "data") return report.frameToTable(value, rows);
    if (value.kind === "network_model")
      return { kind: "text", value: report.printNetwork(value).trimEnd() };
    if (value.kind !== "model") return value;
    // People share the response of their unit, which plates of rows cannot show.
    const stage = asked ?? (value.totals ? "equations" : "plates");
    if (stage === "plates") {
      const { plates } = await import("../../charts/index.js");
      return plates.draw(value);
    }
    const { printStage } = await import("../print-stage.js");
    const compiled = await call.compile(value);
    return { kind: "text", value: printStage(stage as ModelStage, compiled) };
  },
});
