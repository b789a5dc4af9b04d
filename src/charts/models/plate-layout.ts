/** Where the nodes, plates and arrows of a model's graph stand, in pixels. */
import { labelOf, widthOf } from "../parts/labels.js";
import type { ModelNode, NodeRole } from "./model-graph.js";

export interface PlacedNode {
  readonly node: ModelNode;
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Plate {
  readonly label: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Arrow {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PlateLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly plates: readonly Plate[];
  readonly arrows: readonly Arrow[];
}

export const nodeHeight = 40;
const rowOf: Readonly<Record<NodeRole, number>> = {
  scale: 0,
  parameter: 1,
  effect: 1,
  mean: 2,
  auxiliary: 3,
  response: 3,
};
const rowHeight = 120;
const margin = 40;
const gap = 24;
const characterWidth = 7;
const longestName = 24;
/** Room for the label of a plate, below what is in it. */
const plateBelow = 26;

export const nodeLabel = (name: string): string => labelOf(name, longestName);

/** Many arrows end at the mean. */
const widthOfMean = 220;

function widthOfNode({ name, detail, role }: ModelNode): number {
  const widest = Math.max(widthOf(nodeLabel(name)), widthOf(labelOf(detail, 30)));
  return Math.max(role === "mean" ? widthOfMean : 70, characterWidth * widest + 20);
}

/** A column each: a coefficient; an effect below its scales, which stand side by side. */
function columnsOf(nodes: readonly ModelNode[]): readonly (readonly ModelNode[])[] {
  return nodes
    .filter(({ role }) => role === "parameter" || role === "effect")
    .map((node) => [node, ...node.parents.flatMap((id) => nodes[id] ?? [])]);
}

/** Side by side around a centre. */
function spread(nodes: readonly ModelNode[], centre: number, y: number): readonly PlacedNode[] {
  const widths = nodes.map(widthOfNode);
  const total = widths.reduce((sum, width) => sum + width + gap, -gap);
  let left = centre - total / 2;
  return nodes.map((node, at) => {
    const width = widths[at] ?? 0;
    const x = left + width / 2;
    left += width + gap;
    return { node, x, y, width };
  });
}

const spanOf = (nodes: readonly ModelNode[]): number =>
  nodes.reduce((sum, node) => sum + widthOfNode(node) + gap, -gap);

const yOf = (role: NodeRole): number => margin + rowOf[role] * rowHeight;

function placeTerms(nodes: readonly ModelNode[]): {
  readonly placed: readonly PlacedNode[];
  readonly width: number;
} {
  let left = margin;
  const placed = columnsOf(nodes).flatMap(([term, ...scales]) => {
    if (term === undefined) return [];
    const width = Math.max(widthOfNode(term) + 2 * gap, spanOf(scales));
    const centre = left + width / 2;
    left += width + gap;
    return [...spread([term], centre, yOf(term.role)), ...spread(scales, centre, yOf("scale"))];
  });
  return { placed, width: Math.max(left - gap + margin, 420) };
}

function placeBelow(nodes: readonly ModelNode[], width: number): readonly PlacedNode[] {
  const mean = nodes.filter(({ role }) => role === "mean");
  const response = nodes.filter(({ role }) => role === "response");
  const auxiliary = nodes.filter(({ role }) => role === "auxiliary");
  const centre = width / 2;
  const half = Math.max(...[...mean, ...response].map(widthOfNode)) / 2 + 2 * gap;
  const beside = centre + half + gap + spanOf(auxiliary) / 2;
  return [
    ...spread(mean, centre, yOf("mean")),
    ...spread(response, centre, yOf("response")),
    ...spread(auxiliary, beside, yOf("auxiliary")),
  ];
}

function plateAround(label: string, inside: readonly PlacedNode[]): Plate {
  const side = gap / 2 + 4;
  return {
    label,
    left: Math.min(...inside.map(({ x, width }) => x - width / 2)) - side,
    right: Math.max(...inside.map(({ x, width }) => x + width / 2)) + side,
    top: Math.min(...inside.map(({ y }) => y)) - nodeHeight / 2 - 10,
    bottom: Math.max(...inside.map(({ y }) => y)) + nodeHeight / 2 + plateBelow,
  };
}

/** One plate for each repeated node; mean and response share theirs. */
function platesOf(placed: readonly PlacedNode[]): readonly Plate[] {
  const rows = placed.filter(({ node }) => node.role === "mean" || node.role === "response");
  const others = placed.filter((one) => one.node.plate !== undefined && !rows.includes(one));
  return [...others.map((one) => [one]), rows].flatMap((inside) => {
    const plate = inside[0]?.node.plate;
    if (plate === undefined) return [];
    const size = plate.size.toLocaleString("en-US");
    return [plateAround(`${nodeLabel(plate.name)} × ${size}`, inside)];
  });
}

/** Below a node, or below its plate where it has one of its own. */
const exitOf = ({ node, y }: PlacedNode): number =>
  y + nodeHeight / 2 + (node.role === "effect" ? plateBelow : 0);

/** Where the k-th of `count` arrows ends: spread over the middle of the target. */
const entryOf = ({ x, width }: PlacedNode, k: number, count: number): number =>
  x + (count < 2 ? 0 : (k / (count - 1) - 0.5) * 0.7 * width);

function arrowsTo(target: PlacedNode, sources: readonly PlacedNode[]): readonly Arrow[] {
  const above = sources.filter(({ y }) => y < target.y).toSorted((a, b) => a.x - b.x);
  const beside = sources.filter(({ y }) => y === target.y);
  return [
    ...above.map((source, k) => ({
      x: source.x,
      y: exitOf(source),
      x2: entryOf(target, k, above.length),
      y2: target.y - nodeHeight / 2,
    })),
    ...beside.slice(0, 1).map((source) => ({
      x: source.x - source.width / 2,
      y: source.y,
      x2: target.x + target.width / 2,
      y2: target.y,
    })),
  ];
}

function arrowsOf(placed: readonly PlacedNode[]): readonly Arrow[] {
  const byId = new Map(placed.map((one) => [one.node.id, one]));
  return placed.flatMap((target) =>
    arrowsTo(
      target,
      target.node.parents.flatMap((id) => byId.get(id) ?? []),
    ),
  );
}

export function layOutPlates(nodes: readonly ModelNode[]): PlateLayout {
  const { placed: terms, width } = placeTerms(nodes);
  const below = placeBelow(nodes, width);
  const placed = [...terms, ...below];
  const right = Math.max(...placed.map(({ x, width: own }) => x + own / 2)) + margin;
  return {
    width: Math.max(width, right),
    height: yOf("response") + nodeHeight / 2 + margin,
    nodes: placed,
    plates: platesOf(placed),
    arrows: arrowsOf(placed),
  };
}
