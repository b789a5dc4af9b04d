/** Pictures of a trained network: its people by their principal components, and the course of training. */
import { componentTable, trainingTable } from "../../workflows/ecological/networks/index.js";
import type { NetworkChartKind } from "../subject.js";
import { hintedTable } from "./hinted-table.js";

export const components: NetworkChartKind = {
  of: "network",
  summary: "people of a network by the first two principal components of their embeddings",
  draw(fit, context) {
    const table = componentTable(fit, context.options.color, context.sink);
    return table && hintedTable.draw(table, context);
  },
};

export const training: NetworkChartKind = {
  of: "network",
  summary: "loss by epoch, of the units trained on and of those held out, for every restart",
  draw: (fit, context) => hintedTable.draw(trainingTable(fit), context),
};
