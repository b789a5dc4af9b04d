/** The kernels room: plans evaluated on WebAssembly SIMD kernels or on their JavaScript twins. */
export { openEvaluator, type Evaluator, type EvaluatorOptions } from "./evaluator.js";
export type { Backend } from "./kernel-memory.js";
export { openProgramMemory, type ProgramMemory } from "./program-memory.js";
export type { Programs } from "./programs.js";
