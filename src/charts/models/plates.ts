/** A model as a plate diagram: what is drawn from what, and how often each is repeated. */
import type { ModelSpec } from "../../model/model-spec.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData } from "../parts/frame.js";
import { labelOf } from "../parts/labels.js";
import { colors } from "../parts/theme.js";
import type { ModelChartKind } from "../subject.js";
import { modelGraph, type ModelNode } from "./model-graph.js";
import { layOutPlates, nodeHeight, nodeLabel, type PlateLayout } from "./plate-layout.js";

const pixels = (domain: readonly [number, number], field: string): Specification => ({
  field,
  type: "quantitative",
  axis: null,
  scale: { domain, nice: false, zero: false },
});

function plateMarks({ plates, width, height }: PlateLayout): readonly Specification[] {
  const records = plates.map(({ left, right, top, bottom, label }) => ({
    left,
    right,
    top,
    bottom,
    label,
  }));
  const data = inlineData(records);
  const x = pixels([0, width], "left");
  const right = pixels([0, width], "right");
  const bottom = pixels([height, 0], "bottom");
  return [
    {
      data,
      mark: { type: "rect", filled: false, stroke: colors.muted, cornerRadius: 6 },
      encoding: {
        x,
        x2: { field: "right" },
        y: pixels([height, 0], "top"),
        y2: { field: "bottom" },
      },
    },
    {
      data,
      mark: {
        type: "text",
        align: "right",
        baseline: "bottom",
        dx: -6,
        dy: -5,
        fontSize: 11,
        color: "#555555",
      },
      encoding: { x: right, y: bottom, text: { field: "label", type: "nominal" } },
    },
  ];
}

/** From the middle of an arrow's head to its point. */
const headLength = 4.5;

function arrowMarks({ arrows, width, height }: PlateLayout): readonly Specification[] {
  const records = arrows.map(({ x, y, x2, y2 }) => ({
    x,
    y,
    x2,
    y2,
    // A triangle points up; degrees are clockwise.
    angle: (Math.atan2(y2 - y, x2 - x) * 180) / Math.PI + 90,
    headX: x2 - (headLength * (x2 - x)) / Math.hypot(x2 - x, y2 - y),
    headY: y2 - (headLength * (y2 - y)) / Math.hypot(x2 - x, y2 - y),
  }));
  const data = inlineData(records);
  return [
    {
      data,
      mark: { type: "rule", stroke: colors.line, strokeWidth: 1 },
      encoding: {
        x: pixels([0, width], "x"),
        y: pixels([height, 0], "y"),
        x2: { field: "x2" },
        y2: { field: "y2" },
      },
    },
    {
      data,
      mark: {
        type: "point",
        shape: "triangle",
        filled: true,
        size: 55,
        color: colors.line,
        opacity: 1,
      },
      encoding: {
        x: pixels([0, width], "headX"),
        y: pixels([height, 0], "headY"),
        angle: { field: "angle", type: "quantitative", scale: null },
      },
    },
  ];
}

/** Round: drawn from a distribution; square: computed; filled: observed. */
function nodeMarks({ nodes, width, height }: PlateLayout): readonly Specification[] {
  const half = nodeHeight / 2;
  const records = nodes.map(({ node, x, y, width: own }) => ({
    left: x - own / 2,
    right: x + own / 2,
    top: y - half,
    bottom: y + half,
    x,
    y,
    name: nodeLabel(node.name),
    detail: labelOf(node.detail, 30),
    role: node.role,
  }));
  const corners = (role: string): number => (role === "mean" ? 0 : half);
  const fill = (role: string): string => (role === "response" ? "#cfe3f2" : "#ffffff");
  const text = (field: string, dy: number, more: Specification): Specification => ({
    data: inlineData(records),
    mark: { type: "text", dy, ...more },
    encoding: {
      x: pixels([0, width], "x"),
      y: pixels([height, 0], "y"),
      text: { field, type: "nominal" },
    },
  });
  const boxes = [...new Set(records.map(({ role }) => role))].map((role) => ({
    data: inlineData(records.filter((record) => record.role === role)),
    mark: {
      type: "rect",
      fill: fill(role),
      stroke: colors.main,
      strokeWidth: 1.4,
      cornerRadius: corners(role),
    },
    encoding: {
      x: pixels([0, width], "left"),
      x2: { field: "right" },
      y: pixels([height, 0], "top"),
      y2: { field: "bottom" },
    },
  }));
  return [
    ...boxes,
    text("name", -7, { fontSize: 12, fontWeight: "bold" }),
    text("detail", 9, { fontSize: 11, color: "#555555" }),
  ];
}

function viewOf(layout: PlateLayout): Specification {
  return {
    width: layout.width,
    height: layout.height,
    view: { stroke: null },
    layer: [...plateMarks(layout), ...nodeMarks(layout), ...arrowMarks(layout)],
  };
}

const dependsOn = (node: ModelNode, nodes: readonly ModelNode[]): string =>
  node.parents.map((id) => nodes[id]?.name ?? "").join(", ");

function tableOf(nodes: readonly ModelNode[]): ResultTable {
  return {
    kind: "table",
    columns: [
      { name: "node", format: "text" },
      { name: "is", format: "text" },
      { name: "repeated over", format: "text" },
      { name: "times", format: "integer" },
      { name: "depends on", format: "text" },
    ],
    rows: nodes.map((node): readonly Cell[] => [
      node.name,
      node.detail,
      node.plate?.name ?? "",
      node.plate?.size ?? 1,
      dependsOn(node, nodes),
    ]),
    notes: [],
  };
}

/** `1|state × 50  ~ Normal(0, sd)  from sd(1|state)`, a line a node. */
function textOf(title: string, nodes: readonly ModelNode[]): string {
  const lines = nodes.map((node) => {
    const { plate } = node;
    const times =
      plate === undefined ? "" : ` [${plate.name} × ${plate.size.toLocaleString("en-US")}]`;
    const from = node.parents.length === 0 ? "" : ` from ${dependsOn(node, nodes)}`;
    return labelOf(`  ${node.name}${times} ${node.detail}${from}`, 80);
  });
  return [title, ...lines].join("\n");
}

function draw(spec: ModelSpec): Chart {
  const nodes = modelGraph(spec);
  const title = `Plates of ${spec.name}`;
  const words =
    "round: drawn from a distribution; square: computed; filled: observed; boxes: repeated";
  const description = `The graph of ${spec.formulaText}: ${words}.`;
  return {
    kind: "chart",
    name: "plates",
    title,
    description,
    specification: framed(
      { title, subtitle: [spec.formulaText, words], description },
      viewOf(layOutPlates(nodes)),
    ),
    table: tableOf(nodes),
    text: textOf(title, nodes),
  };
}

export const plates: ModelChartKind = {
  of: "model",
  summary: "a model's graph: what is drawn from what, with a box around what is repeated",
  draw,
};
