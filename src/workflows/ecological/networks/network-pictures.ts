/** Tables that pictures of networks are drawn from: components of the embeddings, and the course of training. */
import { findColumn, reportUnknownColumn } from "../../../data/index.js";
import type { DiagnosticSink } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import { openStream } from "../../../math/index.js";
import type { ResultTable } from "../../../posterior/result-table.js";
import { embedPeople } from "./embed-people.js";
import type { NetworkFit } from "./network-fit.js";
import { principalComponents } from "./principal-components.js";

/** A picture has no room for more points. */
const mostPoints = 2000;

/** Some of the rows at random, in order. */
function sampleRows(rows: number): readonly number[] {
  const all = Array.from({ length: rows }, (_, row) => row);
  if (rows <= mostPoints) return all;
  const random = openStream(1, "points of components");
  const keys = all.map(() => random.uniform());
  const bound = keys.toSorted((a, b) => a - b)[mostPoints]!;
  return all.filter((row) => keys[row]! < bound);
}

/** Quarters of a column of numbers, so that colours tell them apart. */
function quarterOf(values: readonly number[]): (value: number) => string {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * sorted.length)]!);
  const short = (value: number): string => String(Number(value.toPrecision(3)));
  const names = [
    `below ${short(cuts[0]!)}`,
    `${short(cuts[0]!)} to ${short(cuts[1]!)}`,
    `${short(cuts[1]!)} to ${short(cuts[2]!)}`,
    `above ${short(cuts[2]!)}`,
  ];
  return (value) => names[cuts.filter((cut) => value >= cut).length]!;
}

function labelsOf(
  { model }: NetworkFit,
  color: Name,
  rows: readonly number[],
  sink: DiagnosticSink,
): readonly string[] | undefined {
  const { frame } = model.origin;
  const column = findColumn(frame, color.text);
  if (!column) {
    reportUnknownColumn(frame, color.text, color.span, sink);
    return undefined;
  }
  const places = rows.map((row) => model.rows[row]!);
  if (column.kind === "numeric") {
    const values = places.map((place) => column.values[place]!);
    return values.map(quarterOf(values));
  }
  return places.map((place) =>
    column.kind === "factor"
      ? (column.levels[column.codes[place]!] ?? "")
      : (column.values[place] ?? ""),
  );
}

const percent = (share: number | undefined): string => `${Math.round(100 * (share ?? 0))} %`;

/** The first two principal components of a sample of people; undefined after reporting an unknown column. */
export function componentTable(
  fit: NetworkFit,
  color: Name | undefined,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const rows = sampleRows(fit.model.rows.length);
  const labels = color ? labelsOf(fit, color, rows, sink) : [];
  if (!labels) return undefined;
  const { scores, count, shares } = principalComponents(embedPeople(fit), fit.model.people, 2);
  const number = (name: string) => ({ name, format: "number" as const });
  return {
    kind: "table",
    title: `${fit.model.name}: people by the principal components of their embeddings`,
    columns: [
      { name: "row", format: "integer" },
      ...["pc1", "pc2"].map(number),
      ...(color ? [{ name: color.text, format: "text" as const }] : []),
    ],
    rows: rows.map((row, at) => [
      fit.model.rows[row]! + 1,
      scores[row * count]!,
      count > 1 ? scores[row * count + 1]! : 0,
      ...(color ? [labels[at]!] : []),
    ]),
    notes: [
      `pc1 has ${percent(shares[0])} and pc2 ${percent(shares[1])} of the variance of the last hidden layer`,
      ...(rows.length < fit.model.rows.length
        ? [`${rows.length} of ${fit.model.rows.length} people at random`]
        : []),
    ],
    chart: { shape: "points", x: "pc1", y: "pc2", ...(color && { group: color.text }) },
  };
}

/** Loss by epoch, of the units that were trained on and of those held out. */
export function trainingTable({ model, network }: NetworkFit): ResultTable {
  const traces = network.networks.flatMap(({ trace, races }) =>
    trace.flatMap(({ restart, epoch, loss, heldOut }) => {
      const names = races.map(({ name }) => name).join(", ");
      const line = (units: string, value: number) => [
        names,
        `restart ${restart + 1}, ${units}`,
        epoch,
        value,
        heldOut?.rSquared ?? null,
      ];
      return [line("trained on", loss), ...(heldOut ? [line("held out", heldOut.loss)] : [])];
    }),
  );
  return {
    kind: "table",
    title: `${model.name}: the course of training`,
    columns: [
      { name: "races", format: "text" },
      { name: "units", format: "text" },
      { name: "epoch", format: "integer" },
      { name: "loss", format: "number" },
      { name: "r_squared", format: "number" },
    ],
    rows: traces,
    notes: [
      "loss is minus the log likelihood of a unit's counts per person; r_squared is of held-out units",
    ],
    chart: {
      shape: "lines",
      x: "epoch",
      y: "loss",
      group: "units",
      ...(network.networks.length > 1 && { panel: "races" }),
    },
  };
}
