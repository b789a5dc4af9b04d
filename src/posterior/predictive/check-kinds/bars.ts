/** How many rows have each count. */
import { bands, numbers, panelOf, type CheckKind } from "./check-kind.js";
import { binNote, openCountBins } from "./count-bins.js";

export const bars: CheckKind = {
  columns: () => [
    { name: "value", format: "integer" },
    { name: "observed", format: "integer" },
    ...numbers("2.5%", "50%", "97.5%"),
  ],
  open(responses, rows) {
    const { add, close } = openCountBins(responses, rows);
    return {
      add,
      rows() {
        const { values, observed, quantileOf } = close();
        return values.map((value, bin) => [
          value,
          observed[bin]!,
          ...[0.025, 0.5, 0.975].map((p) => quantileOf(bin, p)),
        ]);
      },
    };
  },
  chart: (by) => ({ shape: "bars", x: "value", ...bands, ...panelOf(by) }),
  note: (responses) => `rows with each response${binNote(responses)}`,
};
