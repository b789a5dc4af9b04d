/** Short ways for tests to read texts and see what was reported. */
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import type { Expression, Formula, ModelFile, VerbSignature } from "../../src/language/index.js";
import {
  checkModelFile,
  formatModelFile,
  parseExpressionText,
  parseFormulaText,
  parseModelFile,
} from "../../src/language/index.js";

interface Read<Result> {
  readonly result: Result;
  readonly diagnostics: readonly Diagnostic[];
}

const file = "test.mlm";

export function readFileText(text: string): Read<ModelFile> {
  const sink = collectDiagnostics();
  return { result: parseModelFile({ file, text }, sink), diagnostics: sink.diagnostics };
}

export function readExpressionText(text: string): Read<Expression | undefined> {
  const sink = collectDiagnostics();
  return { result: parseExpressionText({ file, text }, sink), diagnostics: sink.diagnostics };
}

export function readFormulaText(text: string): Read<Formula | undefined> {
  const sink = collectDiagnostics();
  return { result: parseFormulaText({ file, text }, sink), diagnostics: sink.diagnostics };
}

/** Parses and checks; returns what either stage reported. */
export function checkText(text: string, verbs: readonly VerbSignature[]): readonly Diagnostic[] {
  const sink = collectDiagnostics();
  checkModelFile(parseModelFile({ file, text }, sink), verbs, sink);
  return sink.diagnostics;
}

export function formatText(text: string): Read<string | undefined> {
  const sink = collectDiagnostics();
  return { result: formatModelFile({ file, text }, sink), diagnostics: sink.diagnostics };
}

/** The part of the text that a diagnostic points at. */
export function pointedAt(text: string, { span }: Diagnostic): string {
  return span === undefined ? "" : text.slice(span.start, span.end);
}

/** A tree without its places, so that trees of different texts can be compared. */
export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSpans);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !key.toLowerCase().endsWith("span"))
      .map(([key, value]) => [key, withoutSpans(value)]),
  );
}

/** A tree without places and without the brackets that the user wrote for grouping. */
export function withoutParentheses(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutParentheses);
  if (typeof node !== "object" || node === null) return node;
  if ("kind" in node && node.kind === "parenthesised" && "inner" in node) {
    return withoutParentheses(node.inner);
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !key.toLowerCase().endsWith("span"))
      .map(([key, value]) => [key, withoutParentheses(value)]),
  );
}
