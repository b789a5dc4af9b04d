/** A question that has no answer: an error that carries diagnostics for the user. */
import type { Diagnostic } from "../diagnostics/index.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { ChainFailure } from "../engines/nuts/index.js";
import { counted, listText } from "./number-text.js";

/** What fits and predictive checks fail with when the user, not the program, has to do something about it. */
export interface InferenceFailure extends Error {
  readonly name: "InferenceFailure";
  readonly diagnostics: readonly Diagnostic[];
}

export function inferenceFailure(diagnostics: readonly Diagnostic[]): InferenceFailure {
  const message = diagnostics.map((diagnostic) => diagnostic.message).join("; ");
  return Object.assign(new Error(message), { name: "InferenceFailure" as const, diagnostics });
}

export function isInferenceFailure(error: unknown): error is InferenceFailure {
  return error instanceof Error && error.name === "InferenceFailure" && "diagnostics" in error;
}

/** What a fit was to go on from cannot be used. */
export function damagedCheckpoint(message: string): Diagnostic {
  return {
    code: "checkpoint-damaged",
    severity: "error",
    message,
    help: "delete the file to start anew, or name another one",
  };
}

/** The chain's failure in words that name the terms of its coordinates. */
export function chainFailureDiagnostic(
  failure: ChainFailure,
  model: Pick<CompiledModel, "coordinateTerms" | "spec">,
): Diagnostic {
  const { reason, chain } = failure;
  const terms = [...new Set(failure.coordinates.map((i) => model.coordinateTerms[i] ?? ""))];
  const where = `of model ${model.spec.name} (chain ${chain + 1})`;
  switch (reason) {
    case "no-finite-start":
      return {
        code: reason,
        severity: "error",
        message: `no starting point with a finite density and gradient was found in 100 tries for the posterior ${where}`,
        ...(terms.length > 0 && {
          found: `an infinite or undefined slope in ${counted(terms.length, "term", "terms")}: ${listText(terms.slice(0, 5))}`,
        }),
        help: "look for extreme values in the data, a link that the response does not allow, or priors that exclude every point",
      };
    case "improper-posterior":
      return {
        code: reason,
        severity: "error",
        message: `the posterior ${where} does not fall off in some direction, so it has no finite total mass`,
        help: "give proper priors to the parameters with flat ones; separated data and group scales need them most",
      };
    case "unusable-snapshot":
      return damagedCheckpoint(`what a checkpoint holds of the fit ${where} is no such chain`);
    case "no-step-size":
      return {
        code: reason,
        severity: "error",
        message: `no step of the sampler is small enough for the posterior ${where}`,
        help: "rescale predictors of very different size, or look for a density with jumps",
      };
  }
}
