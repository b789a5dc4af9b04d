/** A constant matrix, stored by columns, times a vector: numeric predictors, linear maps of parameters. */
import type { Op } from "../op.js";
import { selectNumbers } from "./select-rows.js";

export interface ColumnsTimesAttributes {
  readonly columns: readonly Float64Array[];
  /** One entry of each column per observation. */
  readonly rows: boolean;
  /** What the columns are called, for printing. */
  readonly names?: readonly string[];
}

function height({ columns }: ColumnsTimesAttributes): number {
  return columns[0]?.length ?? 0;
}

export const columnsTimes: Op<ColumnsTimesAttributes> = {
  shape([input], attributes) {
    const { columns, rows } = attributes;
    if (input!.size !== columns.length || input!.rows) {
      throw new Error(`columns_times: ${columns.length} columns times ${input!.size} coefficients`);
    }
    return { size: height(attributes), rows };
  },
  bind({ value, adjoint, inputs: [input] }, { columns }) {
    const beta = input!.value;
    const dBeta = input!.adjoint;
    return {
      forward(): void {
        value.fill(0);
        for (let j = 0; j < columns.length; j++) {
          const column = columns[j]!;
          const coefficient = beta[j]!;
          for (let i = 0; i < value.length; i++) value[i]! += column[i]! * coefficient;
        }
      },
      backward(): void {
        for (let j = 0; j < columns.length; j++) {
          const column = columns[j]!;
          let total = 0;
          for (let i = 0; i < column.length; i++) total += column[i]! * adjoint[i]!;
          dBeta[j]! += total;
        }
      },
    };
  },
  describe: (attributes) => `${height(attributes)} × ${attributes.columns.length}`,
  rows: {
    select: (attributes, rows) => ({
      ...attributes,
      columns: attributes.columns.map((column) => selectNumbers(column, rows)),
      rows: true,
    }),
    keys: ({ columns }) => columns,
  },
};
