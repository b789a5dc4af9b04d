/** A block plan as text: what the rewrites did, what runs, and what it is expected to cost. */
import { blockRows, type BlockProgram, type KernelCall, type Plan } from "./plan.js";

function printBytes(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`;
}

/** Long lists of terms are cut: the notes name all of them. */
function shorten(label: string): string {
  return label.length <= 72 ? label : `${label.slice(0, 71)}…`;
}

function printCall({ kernel, label, arguments: operands }: KernelCall): string {
  const counts = operands.flatMap((operand) => (operand.kind === "count" ? [operand.value] : []));
  const width = counts.at(-1);
  const columns = width === undefined ? "" : `${width} ${width === 1 ? "column" : "columns"}: `;
  return `  ${kernel.padEnd(24)} ${columns}${shorten(label)}`.trimEnd();
}

function printProgram({ rowCount, calls, outputNode }: BlockProgram, plan: Plan): string {
  const label = plan.graph.nodes[outputNode]?.label ?? "likelihood";
  const blocks = Math.ceil(rowCount / blockRows);
  const title = `${label}: ${rowCount} rows in ${blocks} ${blocks === 1 ? "block" : "blocks"}, each`;
  return [title, ...calls.map(printCall)].join("\n");
}

export function printPlan(plan: Plan): string {
  const { graph, densityNodeCount, dataBytes, privateBytes, notes } = plan;
  const values = graph.nodes.slice(0, densityNodeCount).reduce((n, { shape }) => n + shape.size, 0);
  return [
    `unconstrained coordinates: ${plan.dimension}`,
    ...notes,
    `small nodes: ${densityNodeCount} with ${values} values, ${graph.nodes.length - densityNodeCount} more for reports`,
    `memory: ${printBytes(dataBytes)} of data, ${printBytes(privateBytes)} for each chain`,
    ...plan.blockPrograms.map((program) => printProgram(program, plan)),
    "",
  ].join("\n");
}
