/** Embedded people as data: a row for each, with the columns that link it to other data. */
import {
  findColumn,
  reportUnknownColumn,
  selectRows,
  type Column,
  type DataFrame,
} from "../../../data/index.js";
import type { DiagnosticSink } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import { embedPeople } from "./embed-people.js";
import type { NetworkFit } from "./network-fit.js";
import { principalComponents } from "./principal-components.js";

export interface EmbeddingOptions {
  /** Columns of the people to keep beside the embedding. */
  readonly keep: readonly Name[];
  /** So many principal components in place of the embedding itself. */
  readonly components: number | undefined;
}

function numericColumn(
  name: string,
  values: ArrayLike<number>,
  width: number,
  place: number,
): Column {
  const rows = values.length / width;
  const own = Float64Array.from({ length: rows }, (_, row) => values[row * width + place]!);
  return { kind: "numeric", name, values: own };
}

function featureColumns(fit: NetworkFit, components: number | undefined): readonly Column[] {
  const embedding = embedPeople(fit);
  if (components === undefined)
    return embedding.names.map((name, k) =>
      numericColumn(name, embedding.values, embedding.names.length, k),
    );
  const { scores, count } = principalComponents(embedding, fit.model.people, components);
  return Array.from({ length: count }, (_, k) => numericColumn(`pc${k + 1}`, scores, count, k));
}

/** Rows unit by unit; `row` is each one's number in the data, from one. Undefined after reporting. */
export function embeddingFrame(
  fit: NetworkFit,
  { keep, components }: EmbeddingOptions,
  name: string,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const { frame } = fit.model.origin;
  const { rows } = fit.model;
  for (const { text, span } of keep)
    if (!findColumn(frame, text)) reportUnknownColumn(frame, text, span, sink);
  const people = selectRows(frame, rows, name);
  const kept = keep.map(({ text }) => findColumn(people, text));
  const found = kept.filter((column) => column !== undefined);
  if (found.length < kept.length) return undefined;
  const numbers = Float64Array.from(rows, (row) => row + 1);
  return {
    kind: "data",
    name,
    rowCount: rows.length,
    columns: [
      { kind: "numeric", name: "row", values: numbers },
      ...found.filter((column) => column.name !== "row"),
      ...featureColumns(fit, components),
    ],
  };
}
