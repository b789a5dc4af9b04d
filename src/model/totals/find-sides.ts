/** Both sides of a model of totals, by the key that they share: rows of totals and rows of people. */
import type { DataFrame } from "../../data/index.js";
import type { FormulaSources } from "../../design/index.js";
import { nearestName, type DiagnosticSink } from "../../diagnostics/index.js";
import type { AggregateRequest } from "./aggregate-request.js";
import { requireOnce, unitRows } from "./match-units.js";
import type { UnitRows } from "./unit-counts.js";

export interface Sides {
  readonly totals: UnitRows;
  readonly people: UnitRows;
}

function totalsFrame(
  { data }: AggregateRequest,
  { frames, absent }: FormulaSources,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const frame = frames.get(data.text);
  if (frame || absent.has(data.text)) return frame;
  const nearest = nearestName(data.text, frames.keys());
  sink.report({
    code: "unknown-name",
    severity: "error",
    message: `no data above is called \`${data.text}\``,
    span: data.span,
    ...(nearest && { help: `did you mean \`${nearest}\`?` }),
  });
  return undefined;
}

/** Every unit once among the totals; undefined after reporting. */
export function findSides(
  request: AggregateRequest,
  frame: DataFrame,
  sources: FormulaSources,
  sink: DiagnosticSink,
): Sides | undefined {
  const ofUnits = totalsFrame(request, sources, sink);
  const totals = ofUnits && unitRows(ofUnits, request.key, sink);
  const people = unitRows(frame, request.key, sink);
  if (!totals || !people || !requireOnce(totals, request.key)) return undefined;
  return { totals, people };
}
