/** What is loaded into a linear memory: block programs and the data that they read. */
import type { BlockProgram, Plan } from "../graph/index.js";

/** Block programs, the contents of the data region, and the sizes of both regions. */
export interface Programs extends Pick<Plan, "data" | "dataBytes" | "privateBytes"> {
  readonly blockPrograms: readonly Pick<BlockProgram, "rowCount" | "calls">[];
}
