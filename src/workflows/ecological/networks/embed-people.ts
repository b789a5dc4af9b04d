/** Where a network puts its people before its last layer: features for other models. */
import { representations, type TrainedNetwork } from "../../../networks/index.js";
import type { NetworkFit } from "./network-fit.js";

export interface Embedding {
  readonly names: readonly string[];
  /** People × names, row by row, in the order of the network's rows. */
  readonly values: Float32Array;
}

/** Side by side where races have networks of their own, under their names: `gov_z1`. */
export function embedPeople({ network, model }: NetworkFit): Embedding {
  const parts = representations(network, model.inputs);
  const widths = parts.map(({ columns }) => columns.length);
  const width = widths.reduce((sum, own) => sum + own, 0);
  const { rows } = model.inputs;
  const values = new Float32Array(rows * width);
  let start = 0;
  parts.forEach((part, k) => {
    const own = widths[k]!;
    for (let row = 0; row < rows; row++)
      values.set(part.values.subarray(row * own, (row + 1) * own), row * width + start);
    start += own;
  });
  const names = parts.flatMap(({ races, columns }) => {
    const prefix = parts.length > 1 ? `${races.join("_")}_` : "";
    const hidden = network.shape.hidden.length > 0;
    return columns.map((column, at) => prefix + (hidden ? `z${at + 1}` : column));
  });
  return { names, values };
}

/** What the network reads, as indicators of levels and standardised numbers: what it is to be compared with. */
export function rawFeatures({ network, model }: NetworkFit): Embedding {
  const { shape, networks } = network;
  const plain: TrainedNetwork = {
    ...network,
    shape: { ...shape, hidden: [] },
    networks: networks.slice(0, 1),
  };
  const [part] = representations(plain, model.inputs);
  return { names: part!.columns, values: part!.values };
}
