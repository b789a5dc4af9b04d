/** Prints what a model becomes at one stage of its compilation. */
import type { CompiledModel } from "../compiler/compiled-model.js";
import { printGraph, printPlan } from "../graph/index.js";
import { printDesign, printEquations, printSpec } from "../report/index.js";

export type ModelStage = "design" | "spec" | "equations" | "graph" | "plan";

/** Lines end with a newline each. */
export function printStage(stage: ModelStage, model: CompiledModel): string {
  switch (stage) {
    case "design":
      return printDesign(model.spec);
    case "spec":
      return printSpec(model.spec);
    case "equations":
      return printEquations(model.spec);
    case "graph":
      return printGraph(model.rewritten);
    case "plan":
      return printPlan(model.plan);
  }
}
