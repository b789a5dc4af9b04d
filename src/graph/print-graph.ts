/** A graph as text, one line a node: `%12 = gather %7 · 1|state, 11040 entries [11040 rows]`. */
import type { Graph, GraphNode } from "./graph.js";
import { opOf } from "./ops/index.js";
import { printShape } from "./shape.js";

function printNode({ id, op, inputs, attributes, shape, label }: GraphNode): string {
  const operands = inputs.map((input) => ` %${input}`).join("");
  const details = opOf(op).describe(attributes);
  const words = [label, details].filter((word) => word !== undefined && word !== "").join(", ");
  return `%${id} = ${op}${operands}${words === "" ? "" : ` · ${words}`} [${printShape(shape)}]`;
}

export function printGraph(graph: Graph): string {
  const names = graph.reported.map(({ node, parameters }) => {
    const first = parameters[0]?.name ?? "";
    const last = parameters.at(-1)?.name ?? "";
    return `reports %${node}: ${first === last ? first : `${first} … ${last}`}`;
  });
  return [...graph.nodes.map(printNode), `log density: %${graph.output}`, ...names, ""].join("\n");
}
