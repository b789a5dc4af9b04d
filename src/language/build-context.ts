/** What every builder of the tree needs: the file, where to report, and spans. */
import { nestingTooDeep } from "../../grammar/index.js";
import type { CstNode, IToken } from "../../grammar/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Name } from "./ast.js";
import { isRepaired } from "./faults.js";
import type { Faults } from "./faults.js";

export interface BuildContext {
  readonly file: string;
  readonly sink: DiagnosticSink;
  /** Where reading went wrong: what lies there is left out instead of guessed. */
  readonly faults: Faults;
}

/** A part of the text, from the offset where it begins to the offset where the next begins. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** From a node to the end of its statement or item; nothing for a node without a token. */
export function regionOf({ location }: CstNode, { faults }: BuildContext): Region | undefined {
  if (location === undefined || !Number.isFinite(location.startOffset)) return undefined;
  const end = (location.endOffset ?? location.startOffset) + 1;
  return { start: location.startOffset, end: faults.lineEndAfter(end) };
}

/** Builds a part unless reading it went wrong; a mistake that is found in building also leaves it out. */
export function buildPart<Result>(
  region: Region | undefined,
  context: BuildContext,
  build: (context: BuildContext) => Result | undefined,
): Result | undefined {
  if (region === undefined || context.faults.lieIn(region)) return undefined;
  const mistakes: string[] = [];
  const result = build({
    ...context,
    sink: {
      report: (diagnostic) => {
        if (!isRepaired(diagnostic)) mistakes.push(diagnostic.code);
        context.sink.report(diagnostic);
      },
    },
  });
  return mistakes.length > 0 ? undefined : result;
}

export function tokenSpan(token: IToken, { file }: BuildContext): Span {
  return { file, start: token.startOffset, end: token.startOffset + token.image.length };
}

export function coveringSpan(first: Span, last: Span): Span {
  return { file: first.file, start: first.start, end: last.end };
}

/** The span of a node that was read without recovery. */
export function nodeSpan(node: CstNode, { file }: BuildContext): Span {
  const start = node.location?.startOffset ?? 0;
  return { file, start, end: Math.max(start, (node.location?.endOffset ?? start - 1) + 1) };
}

export function buildName(token: IToken, context: BuildContext): Name {
  const quoted = token.image.startsWith("`");
  const text = quoted ? token.image.replace(/^`|`$/g, "") : token.image;
  return { kind: "name", text, quoted, span: tokenSpan(token, context) };
}

export function reportNesting(token: IToken, context: BuildContext): void {
  context.sink.report(nestingTooDeep(tokenSpan(token, context)));
}
