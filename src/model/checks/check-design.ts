/** Warnings about a design whose answer will rest on the priors more than the user may think. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../model-spec.js";
import { warnOfCollinearColumns } from "./collinear-columns.js";
import { warnOfColumnScales } from "./column-scales.js";
import { warnOfColumnsWithoutData } from "./columns-without-data.js";
import { warnOfGroupLevels } from "./group-levels.js";
import { warnOfManyLevels } from "./many-levels.js";
import { warnOfSeparation } from "./separated-data.js";

/** Reports warnings only; `file` is where the formula's spans point. */
export function checkDesign(spec: ModelSpec, file: string, sink: DiagnosticSink): void {
  warnOfManyLevels(spec, file, sink);
  warnOfColumnsWithoutData(spec, file, sink);
  warnOfCollinearColumns(spec, file, sink);
  warnOfColumnScales(spec, file, sink);
  warnOfSeparation(spec, file, sink);
  warnOfGroupLevels(spec, file, sink);
}
