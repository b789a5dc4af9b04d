/** The draws of a fit as a Parquet table: chain, draw, and one column a parameter. */
import type { Posterior } from "../posterior/index.js";
import { parameterDraws } from "../posterior/index.js";
import { freshName } from "./draw-variables.js";

/** Row groups of this length are read one by one. */
const rowGroup = 100_000;

export async function parquetBytes(posterior: Posterior): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const { draws } = posterior;
  const { chains, drawsPerChain, parameters } = draws;
  const rows = chains * drawsPerChain;
  const chain = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / drawsPerChain));
  const draw = Int32Array.from({ length: rows }, (_, row) => row % drawsPerChain);
  const taken = new Set(["chain", "draw"]);
  const columnData = [
    { name: "chain", data: chain, type: "INT32" as const, nullable: false },
    { name: "draw", data: draw, type: "INT32" as const, nullable: false },
    ...parameters.map(({ name }, position) => ({
      name: freshName(name, taken),
      data: parameterDraws(draws, position),
      type: "DOUBLE" as const,
      nullable: false,
    })),
  ];
  const kvMetadata = [
    { key: "mlm.engine", value: posterior.engine },
    { key: "mlm.formula", value: posterior.model.spec.formulaText },
  ];
  const buffer = parquetWriteBuffer({
    columnData,
    rowGroupSize: rowGroup,
    kvMetadata,
    createdBy: "mlm",
  });
  return new Uint8Array(buffer);
}
