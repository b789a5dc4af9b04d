/** `leave_one_out(fit)`: what the other rows say of every row, as data that can be saved or grouped. */
import { frameFromColumns } from "../../data/index.js";
import { deterministic } from "../../math/index.js";
import type { InlaPosterior, Posterior } from "../../posterior/posterior.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

type Columns = Readonly<Record<string, Float64Array>>;

function byQuadrature({ leaveOneOut: { cpo, pit, failure } }: InlaPosterior): Columns {
  return { cpo, pit, failure };
}

async function byDraws(fit: Posterior): Promise<Columns> {
  const posterior = await import("../../posterior/index.js");
  const { elpd, p, kHat, pit } = posterior.leaveOneOut(fit, true);
  const cpo = elpd.map(deterministic.exp);
  // A level tail has no shape: nothing had to be smoothed there. What has no finite answer is missing.
  const shape = kHat.map((value) => (value === -Infinity ? 0 : value));
  const known = (values: Float64Array): Float64Array =>
    values.map((value) => (Number.isFinite(value) ? value : NaN));
  return {
    cpo,
    ...(pit && { pit }),
    elpd_loo: known(elpd),
    p_loo: known(p),
    pareto_k: known(shape),
  };
}

export const leaveOneOut: Verb = defineVerb({
  name: "leave_one_out",
  summary:
    "What the other rows say of each row: the conditional predictive ordinate cpo and the probability integral transform pit (its middle for counts). inla: by quadrature, with failure, the share of the weight at which they cannot be had; other engines, and units of totals: by importance sampling, with elpd_loo, p_loo and pareto_k.",
  returns: "data",
  totals: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }, call) {
    const { design, totals } = fit.model.spec;
    const row = totals
      ? Float64Array.from(totals.unitNames, (_, unit) => unit + 1)
      : Float64Array.from(design.rows, (given) => given + 1);
    const unit = totals ? { [totals.key]: totals.unitNames } : {};
    const columns = fit.engine === "inla" && !totals ? byQuadrature(fit) : await byDraws(fit);
    return frameFromColumns(call.resultName, { row, ...unit, ...columns }, call.sink);
  },
});
