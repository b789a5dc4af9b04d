/** Numbers that do not depend on the position: offsets, fixed parameters. */
import type { Op } from "../op.js";
import { selectNumbers } from "./select-rows.js";

export interface ConstantAttributes {
  readonly values: Float64Array;
  /** One entry per observation. */
  readonly rows: boolean;
}

export const constant: Op<ConstantAttributes> = {
  shape: (_inputs, { values, rows }) => ({ size: values.length, rows }),
  bind({ value }, { values }) {
    value.set(values);
    return { forward: () => undefined, backward: () => undefined };
  },
  describe: ({ values, rows }) =>
    values.length === 1 && !rows ? String(values[0]) : `${values.length} numbers`,
  rows: {
    select: ({ values }, rows) => ({ values: selectNumbers(values, rows), rows: true }),
    keys: ({ values }) => [values],
  },
};
