/** Effective draws per second of whole fits: worker threads, default settings unless the set says less. */
import { workerRunner } from "../../dist/src/node/index.js";
import { fitModel, summarise } from "../../dist/src/posterior/index.js";

function total(values) {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Every leapfrog step is one gradient; warm-up counts. */
function gradientsOf({ statistics }) {
  return total(
    statistics.map(({ leapfrogs, warmupLeapfrogs }) => total([...leapfrogs]) + warmupLeapfrogs),
  );
}

export async function benchFit(model, settings, seed) {
  const from = performance.now();
  const posterior = await fitModel(model, { ...settings, seed }, { runner: workerRunner() });
  const wall = (performance.now() - from) / 1000;
  const { rows } = summarise(posterior);
  const ess = Math.min(...rows.map((row) => row.essBulk).filter(Number.isFinite));
  return {
    gradients: gradientsOf(posterior),
    min_bulk_ess: Math.round(ess),
    ess_per_s: Number((ess / wall).toPrecision(3)),
    wall_s: Number(wall.toPrecision(3)),
  };
}
