/** A fit of 4 × 2,000 draws that nobody sampled: what questions of a fit cost does not depend on their values. */
import { openEvaluator } from "../../dist/src/kernels/index.js";
import { openStream } from "../../dist/src/math/index.js";
import { defaultNutsSettings } from "../../dist/src/engines/nuts/index.js";

const chains = 4;
const drawsPerChain = 2000;

/** Draws of plausible size: reported parameters at random positions near the origin. */
function someDraws(model) {
  const random = openStream(1, "bench");
  const width = model.parameters.length;
  const values = new Float64Array(chains * drawsPerChain * width);
  const { report } = openEvaluator(model.plan);
  const position = new Float64Array(model.plan.dimension);
  for (let draw = 0; draw < chains * drawsPerChain; draw++) {
    for (let k = 0; k < position.length; k++) position[k] = 0.3 * random.normal();
    report(position, values.subarray(draw * width, (draw + 1) * width));
  }
  return { parameters: model.parameters, chains, drawsPerChain, values };
}

export function madeUpFit(model) {
  return {
    kind: "fit",
    model,
    engine: "nuts",
    settings: defaultNutsSettings,
    draws: someDraws(model),
    statistics: [],
    seconds: {},
    diagnostics: [],
    interrupted: false,
  };
}
