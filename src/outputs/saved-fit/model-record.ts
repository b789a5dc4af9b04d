/** A model in a saved fit: its formula, family and priors as text, with the data that they stand on. */
import { collectDiagnostics } from "../../diagnostics/index.js";
import { namesInFormula, parseFormulaText, printFormula } from "../../language/index.js";
import { resolveFormula, type AggregateRequest, type ModelSpec } from "../../model/index.js";
import { printDistribution } from "../../vocabulary/index.js";
import type { ArrayReader, ArrayWriter } from "./array-store.js";
import { fault } from "./fault.js";
import { fieldsOf, type Fields, type StoredFields } from "./fields.js";
import { readFrame, writeFrame } from "./frame-record.js";
import { readGraph, writeGraph } from "./graph-record.js";

/** Every digit of a double. */
const allDigits = 17;

function writeAggregate({ key, data, weight, family, likelihood }: AggregateRequest): StoredFields {
  return {
    by: key.text,
    to: data.text,
    ...(weight && { weight: weight.text }),
    ...(family && { family }),
    likelihood,
  };
}

export function writeModel(
  { origin: { request, frame, sources } }: ModelSpec,
  writer: ArrayWriter,
): StoredFields {
  const { formula, family, link, aggregate } = request;
  const keys = new Set(aggregate ? [aggregate.key.text] : []);
  const named = new Map<string, { readonly kind: string }>([...sources.graphs, ...sources.frames]);
  const used = new Set(namesInFormula(formula, frame, named).map(({ text }) => text));
  if (aggregate) used.add(aggregate.data.text);
  const isUsed = ([name]: readonly [string, unknown]): boolean => used.has(name);
  return {
    name: request.name,
    formula: printFormula(formula),
    ...(family && { family: family.name }),
    ...(link && { link }),
    independent_slopes: request.independentSlopes,
    default_priors: request.defaultPriors,
    priors: request.priors.map(({ source, distribution }) => [
      source,
      printDistribution(distribution, allDigits),
    ]),
    ...(aggregate && { aggregate: writeAggregate(aggregate) }),
    data: writeFrame(frame, writer, keys),
    graphs: [...sources.graphs]
      .filter(isUsed)
      .map(([key, graph]) => ({ key, ...writeGraph(graph, writer) })),
    frames: [...sources.frames]
      .filter(isUsed)
      .map(([key, other]) => ({ key, ...writeFrame(other, writer, keys) })),
  };
}

/** The family of totals is named with them, as their likelihood is its argument. */
function readAggregate(fields: Fields) {
  if (!fields.has("aggregate")) return {};
  const own = fields.fields("aggregate");
  return {
    ...(own.has("family") && { family: own.text("family") }),
    aggregate: {
      by: own.text("by"),
      to: own.text("to"),
      ...(own.has("weight") && { weight: own.text("weight") }),
      likelihood: own.text("likelihood"),
    },
  };
}

function readOptions(fields: Fields) {
  const priors = fields.list("priors", (pair, path) => {
    const texts = fieldsOf(pair, path);
    return [texts.text("0"), texts.text("1")] as const;
  });
  return {
    name: fields.text("name"),
    ...(fields.has("family") && { family: fields.text("family") }),
    ...(fields.has("link") && { link: fields.text("link") }),
    independentSlopes: fields.flag("independent_slopes"),
    defaultPriors: fields.word("default_priors", ["information", "rows", "r-inla"]),
    priors: Object.fromEntries(priors),
    ...readAggregate(fields),
  };
}

function readSources(fields: Fields, arrays: ArrayReader) {
  const named = <Value>(key: string, read: (fields: Fields, arrays: ArrayReader) => Value) =>
    new Map(
      fields.list(key, (entry, path) => {
        const own = fieldsOf(entry, path);
        return [own.text("key"), read(own, arrays)] as const;
      }),
    );
  return {
    graphs: named("graphs", readGraph),
    frames: named("frames", readFrame),
    absent: new Set<string>(),
  };
}

/** The model resolved anew, by the checks that every model goes through. */
export function readModel(fields: Fields, arrays: ArrayReader): ModelSpec {
  const sink = collectDiagnostics();
  const formula = parseFormulaText({ file: "saved fit", text: fields.text("formula") }, sink);
  const frame = readFrame(fields.fields("data"), arrays);
  const sources = readSources(fields, arrays);
  const spec = formula && resolveFormula(formula, frame, readOptions(fields), sink, sources);
  if (spec !== undefined && !sink.hasErrors()) return spec;
  const [first] = sink.diagnostics.filter(({ severity }) => severity === "error");
  throw fault("a model that stands on its data", first?.message ?? "another");
}
