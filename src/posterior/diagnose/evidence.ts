/** What the judgement of a fit rests on. */
import type { NutsSettings, SamplerStatistics } from "../../engines/nuts/index.js";
import type { Draws } from "../posterior.js";

export interface Evidence {
  readonly draws: Draws;
  /** One per chain. */
  readonly statistics: readonly SamplerStatistics[];
  readonly settings: NutsSettings;
  readonly interrupted: boolean;
}
