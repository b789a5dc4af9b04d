/** `leave_one_out(fit)`: CPO and PIT of every row, as data that can be saved or grouped. */
import { frameFromColumns } from "../../data/index.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const leaveOneOut: Verb = defineVerb({
  name: "leave_one_out",
  summary:
    "What the other rows say of each row, for a fit by inla: the conditional predictive ordinate cpo, the probability integral transform pit (its middle for counts), and failure, the share of the weight at which they cannot be had.",
  returns: "data",
  parameters: { fit: { kind: "fit", required: true, help: "a fit by engine = inla" } },
  run({ fit }, call) {
    if (fit.engine === "inla") {
      const { cpo, pit, failure } = fit.leaveOneOut;
      const row = Float64Array.from(fit.model.spec.design.rows, (given) => given + 1);
      const columns = { row, cpo, pit, failure };
      return Promise.resolve(frameFromColumns(call.resultName, columns, call.sink));
    }
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: "leave_one_out takes a fit by engine = inla in this version",
      span: call.spanOf("fit"),
    });
    return Promise.resolve(undefined);
  },
});
