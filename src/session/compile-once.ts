/** Compiles the models of a session when they are first needed. */
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { ModelSpec } from "../model/model-spec.js";

/** Compiles each model once, at its first use. */
export function compileOnce(now: () => number): (spec: ModelSpec) => Promise<CompiledModel> {
  const compiled = new WeakMap<ModelSpec, CompiledModel>();
  return async (spec) => {
    const { compileModel } = await import("../compiler/index.js");
    const known = compiled.get(spec) ?? compileModel(spec, now);
    compiled.set(spec, known);
    return known;
  };
}
