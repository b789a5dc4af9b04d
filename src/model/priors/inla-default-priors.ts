/** The default priors of R-INLA, for results that can be compared with that program's. */
import { inlaPrecisionPrior, type DefaultPrior } from "../../vocabulary/index.js";
import { defaultShapePriors } from "./default-priors.js";
import type { AuxiliarySlot, PriorSlot } from "./prior-slot.js";

const sdOfSlopes = 1 / Math.sqrt(0.001);

function auxiliaryPrior({ rule }: AuxiliarySlot): DefaultPrior {
  if (rule.inlaPrior) return rule.inlaPrior;
  const ours = rule.defaultPrior(1);
  return { ...ours, reason: `${ours.reason}; R-INLA's own prior is not in this version` };
}

const bym2Scale: DefaultPrior = {
  distribution: { name: "PC", parameters: [1, 0.01] },
  reason: "R-INLA's default for bym2: P(sd > 1) = 0.01",
};

const logitOfRho: DefaultPrior = {
  distribution: { name: "Normal", parameters: [0, 1 / Math.sqrt(0.15)] },
  onLogit: true,
  reason: "R-INLA's default: log((1 + rho) / (1 - rho)) has precision 0.15",
};

function defaultOf(slot: PriorSlot): DefaultPrior {
  switch (slot.kind) {
    case "intercept":
      return {
        distribution: { name: "Flat", parameters: [] },
        reason: "R-INLA's default: precision zero",
      };
    case "common":
      return {
        distribution: { name: "Normal", parameters: [0, sdOfSlopes] },
        reason: "R-INLA's default: precision 0.001",
      };
    case "scale":
      return inlaPrecisionPrior;
    case "structured scale":
      return slot.block.effect === "bym2" ? bym2Scale : inlaPrecisionPrior;
    case "shape":
      return slot.shape === "rho" ? logitOfRho : defaultShapePriors.phi;
    case "correlation":
      return {
        distribution: { name: "LKJ", parameters: [1] },
        reason: "LKJ(1): R-INLA's Wishart on the precision matrix depends on the units of the data",
      };
    case "auxiliary":
      return auxiliaryPrior(slot);
  }
}

export function inlaDefaultPriors(
  slots: readonly PriorSlot[],
): ReadonlyMap<PriorSlot, DefaultPrior> {
  return new Map(slots.map((slot) => [slot, defaultOf(slot)]));
}
