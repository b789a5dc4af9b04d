/** A network that was trained on totals, with what is needed to ask further questions of it. */
import type { Diagnostic } from "../../../diagnostics/index.js";
import type { NetworkModel } from "../../../model/index.js";
import type { TrainedNetwork, TrainingSettings } from "../../../networks/index.js";

export interface NetworkFit {
  readonly kind: "network";
  readonly model: NetworkModel;
  readonly network: TrainedNetwork;
  readonly settings: TrainingSettings;
  /** Of the training, on the caller's clock. */
  readonly seconds: number;
  /** What training has to say. */
  readonly diagnostics: readonly Diagnostic[];
}
