/** Small frames and one-line designs for the tests of formulas. */
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { frameFromColumns } from "../../src/data/index.js";
import type { DataCell, DataFrame } from "../../src/data/index.js";
import { buildDesign, evaluateDesign } from "../../src/design/index.js";
import type { BlockColumns, Design, LinearPredictor } from "../../src/design/index.js";
import { parseFormulaText } from "../../src/language/index.js";
import type { Formula } from "../../src/language/ast.js";

export function parse(text: string): Formula {
  const sink = collectDiagnostics();
  const formula = parseFormulaText({ file: "formula", text }, sink);
  if (!formula || sink.hasErrors()) throw new Error(JSON.stringify(sink.diagnostics));
  return formula;
}

export function frameOf(columns: Record<string, readonly DataCell[]>, name = "sample"): DataFrame {
  const sink = collectDiagnostics();
  const frame = frameFromColumns(name, columns, sink);
  if (!frame) throw new Error(JSON.stringify(sink.diagnostics));
  return frame;
}

/** Every combination of a (3 levels), b (2), c (2), g (3), h (2), with varying numbers x and z. */
export function crossedFrame(): DataFrame {
  const columns: Record<string, DataCell[]> = {
    a: [],
    b: [],
    c: [],
    g: [],
    h: [],
    x: [],
    z: [],
    y: [],
  };
  let row = 0;
  for (const a of ["a1", "a2", "a3"])
    for (const b of ["b1", "b2"])
      for (const c of ["c1", "c2"])
        for (const g of ["g1", "g2", "g3"])
          for (const h of ["h1", "h2"]) {
            const cells: Record<string, DataCell> = { a, b, c, g, h };
            cells["x"] = ((row * 7919) % 101) / 10 - 5;
            cells["z"] = ((row * 104729) % 97) / 7;
            cells["y"] = ((row * 31) % 17) / 3;
            for (const [name, cell] of Object.entries(cells)) columns[name]!.push(cell);
            row++;
          }
  return frameOf(columns);
}

export interface Outcome {
  readonly design: Design | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export function tryDesign(text: string, frame: DataFrame, independentSlopes = false): Outcome {
  const sink = collectDiagnostics();
  const design = buildDesign(parse(text), frame, { independentSlopes }, sink);
  const { diagnostics } = sink;
  return { design, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

export function designOf(text: string, frame: DataFrame, independentSlopes = false): Design {
  const { design, diagnostics } = tryDesign(text, frame, independentSlopes);
  if (!design) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return design;
}

export interface NewDataOutcome {
  readonly predictor: LinearPredictor | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
}

export function tryNewData(design: Design, frame: DataFrame): NewDataOutcome {
  const sink = collectDiagnostics();
  const predictor = evaluateDesign(design.state, frame, sink);
  const { diagnostics } = sink;
  return { predictor, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** A block's columns as numbers per row. */
export function expand(block: BlockColumns): readonly (readonly number[])[] {
  if (block.kind === "dense") return block.columns.map((column) => [...column]);
  const { index, patterns, patternCount, multiplier } = block;
  const width = patterns.length / patternCount;
  return Array.from({ length: width }, (_, column) =>
    Array.from(
      index,
      (pattern, row) => patterns[pattern * width + column]! * (multiplier?.[row] ?? 1),
    ),
  );
}

/** All common columns, the intercept first. */
export function commonMatrix({
  rowCount,
  intercept,
  common,
}: LinearPredictor): readonly (readonly number[])[] {
  const ones = intercept ? [new Array<number>(rowCount).fill(1)] : [];
  return [...ones, ...common.flatMap(({ columns }) => expand(columns))];
}

export function columnNames({ common }: LinearPredictor): readonly string[] {
  return common.flatMap((block) => block.columnNames);
}
