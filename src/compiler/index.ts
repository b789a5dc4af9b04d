/** The compiler room: a model's specification into graph, plan and layout. */
export { buildModelGraph, type ModelGraph } from "./build-graph.js";
export { compileModel } from "./compile-model.js";
export type { CompiledModel } from "./compiled-model.js";
export { openPredictor, type Predictor } from "./predictor.js";
