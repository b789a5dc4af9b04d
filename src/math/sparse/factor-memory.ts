/** The memory of a factor, with the module or its JavaScript twin bound to it. */
import { embedModule, largestMemory, openPrivateMemory } from "../web-assembly.js";
import type { FactorPlan } from "./factor-plan.js";
import { wasmBase64 } from "./generated/wasm-binary.js";
import { factorise } from "./portable/factorise.js";
import { invert } from "./portable/invert.js";
import type { Memory } from "./portable/memory.js";
import { solveBackward, solveForward } from "./portable/solve.js";

export type FactorBackend = "wasm" | "javascript";

interface FactorSteps {
  readonly factorise: () => boolean;
  readonly solveForward: () => void;
  readonly solveBackward: () => void;
  readonly invert: () => void;
}

interface FactorMemory {
  readonly numbers: Float64Array;
  readonly run: FactorSteps;
}

/** WebAssembly has numbers for truth values. */
interface ModuleExports extends Omit<FactorSteps, "factorise"> {
  readonly factorise: () => number;
}

const factorModule = embedModule<ModuleExports>(wasmBase64);

function fill(buffer: ArrayBuffer, integers: Int32Array): Memory {
  const memory = { numbers: new Float64Array(buffer), integers: new Int32Array(buffer) };
  memory.integers.set(integers);
  return memory;
}

function openTwin({ bytes, integers }: FactorPlan): FactorMemory {
  const memory = fill(new ArrayBuffer(bytes), integers);
  return {
    numbers: memory.numbers,
    run: {
      factorise: () => factorise(memory),
      solveForward: () => solveForward(memory),
      solveBackward: () => solveBackward(memory),
      invert: () => invert(memory),
    },
  };
}

function openModule({ bytes, integers }: FactorPlan): FactorMemory {
  const memory = openPrivateMemory(bytes);
  const { numbers } = fill(memory.buffer, integers);
  const run = factorModule.instantiate(memory);
  return { numbers, run: { ...run, factorise: () => run.factorise() !== 0 } };
}

export function openFactorMemory(plan: FactorPlan, wish?: FactorBackend): FactorMemory {
  const fits = plan.bytes <= largestMemory && factorModule.isAvailable();
  return (wish ?? (fits ? "wasm" : "javascript")) === "wasm" ? openModule(plan) : openTwin(plan);
}
