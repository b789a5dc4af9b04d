/** Models written as in a file, resolved on small frames. */
import { frameFromColumns } from "../../src/data/index.js";
import type { DataCell, DataFrame } from "../../src/data/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { parseModelFile } from "../../src/language/index.js";
import { resolveModel } from "../../src/model/index.js";
import type { ModelSpec, ResolvedPrior } from "../../src/model/index.js";
import { printDistribution } from "../../src/vocabulary/index.js";

export interface Resolution {
  readonly spec: ModelSpec | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export function frameOf(columns: Record<string, readonly DataCell[]>, name = "sample"): DataFrame {
  const sink = collectDiagnostics();
  const frame = frameFromColumns(name, columns, sink);
  if (!frame) throw new Error(JSON.stringify(sink.diagnostics));
  return frame;
}

/** Resolves the items of a model block. */
export function resolve(items: string, frame: DataFrame): Resolution {
  const sink = collectDiagnostics();
  const text = `model m on sample {\n${items}\n}`;
  const file = parseModelFile({ file: "model.mlm", text }, sink);
  if (sink.hasErrors()) throw new Error(JSON.stringify(sink.diagnostics));
  const declaration = file.statements.find(({ kind }) => kind === "model");
  if (declaration?.kind !== "model") throw new Error("no model");
  const spec = resolveModel(declaration, frame, sink);
  return { spec, diagnostics: sink.diagnostics, codes: sink.diagnostics.map(({ code }) => code) };
}

/** The specification of a model that must resolve. */
export function specify(items: string, frame: DataFrame): ModelSpec {
  const { spec, diagnostics } = resolve(items, frame);
  if (!spec) throw new Error(JSON.stringify(diagnostics));
  return spec;
}

/** Every prior as printed, by the parameter's name. */
export function priorsOf(spec: ModelSpec): Record<string, string> {
  const print = ({ distribution }: ResolvedPrior): string => printDistribution(distribution);
  const entries: [string, string][] = [];
  if (spec.intercept) entries.push(["Intercept", print(spec.intercept.prior)]);
  for (const { name, prior } of [...spec.common, ...spec.auxiliary])
    entries.push([name, print(prior)]);
  for (const { term, scaleNames, scalePriors, correlationPrior } of spec.group) {
    scaleNames.forEach((name, effect) => entries.push([name, print(scalePriors[effect]!)]));
    if (correlationPrior) entries.push([`cor(${term})`, print(correlationPrior)]);
  }
  return Object.fromEntries(entries);
}

/** The one diagnostic with that code. */
export function only(resolution: Resolution, code: string): Diagnostic {
  const found = resolution.diagnostics.filter((diagnostic) => diagnostic.code === code);
  if (found.length !== 1) throw new Error(`${code}: ${JSON.stringify(resolution.diagnostics)}`);
  return found[0]!;
}
