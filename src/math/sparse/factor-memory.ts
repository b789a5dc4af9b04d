/** The memory of a factor, with the module or its JavaScript twin bound to it. */
import type { FactorPlan } from "./factor-plan.js";
import { factorise } from "./portable/factorise.js";
import { invert } from "./portable/invert.js";
import { solveBackward, solveForward } from "./portable/solve.js";
import { openSparseMemory, type SparseBackend } from "./sparse-module.js";

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

export function openFactorMemory(plan: FactorPlan, wish?: SparseBackend): FactorMemory {
  const memory = openSparseMemory(plan, wish);
  const { numbers, run } = memory;
  if (run) return { numbers, run: { ...run, factorise: () => run.factorise() !== 0 } };
  return {
    numbers,
    run: {
      factorise: () => factorise(memory),
      solveForward: () => solveForward(memory),
      solveBackward: () => solveBackward(memory),
      invert: () => invert(memory),
    },
  };
}
