/** Priors of structured effects, by their form. */
import type { BlockPrior } from "./block-prior.js";
import { autoregressivePrior } from "./autoregressive-prior.js";
import type { StructuredLatentBlock } from "./latent-plan.js";
import { mixedPrior } from "./mixed-prior.js";
import { scaledPrior } from "./scaled-prior.js";

export function structuredPrior(block: StructuredLatentBlock): BlockPrior {
  switch (block.form) {
    case "scaled":
      return scaledPrior(block);
    case "mixed":
      return mixedPrior(block);
    case "autoregressive":
      return autoregressivePrior(block);
  }
}
