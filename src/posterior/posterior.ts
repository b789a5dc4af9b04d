/** A fit: draws of every reported parameter with what is needed to ask further questions of them. */
import type { Diagnostic } from "../diagnostics/index.js";
import type { CompiledModel } from "../compiler/compiled-model.js";
import type { NutsSettings, SamplerStatistics } from "../engines/nuts/nuts-settings.js";
import type { ReportedParameter } from "../target/index.js";

/** Draws after warm-up. `values[(chain * drawsPerChain + draw) * parameterCount + parameter]`. */
export interface Draws {
  readonly parameters: readonly ReportedParameter[];
  readonly chains: number;
  readonly drawsPerChain: number;
  readonly values: Float64Array;
}

export interface Posterior {
  readonly kind: "fit";
  readonly model: CompiledModel;
  readonly engine: "nuts";
  readonly settings: NutsSettings;
  readonly draws: Draws;
  /** One per chain. */
  readonly statistics: readonly SamplerStatistics[];
  /** Wall-clock seconds by stage: compile, warmup, sampling. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Sampler warnings in words that name the term; filled by the fit. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when the user stopped the run before its end. */
  readonly interrupted: boolean;
}
