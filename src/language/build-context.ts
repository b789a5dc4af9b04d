/** What every builder of the tree needs: the file, where to report, and spans. */
import { nestingTooDeep } from "../../grammar/index.js";
import type { CstNode, IToken } from "../../grammar/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Name } from "./ast.js";

export interface BuildContext {
  readonly file: string;
  readonly sink: DiagnosticSink;
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
