/** Statements as the journal of a session keeps them: their text and where it names what. */
import { isPlainName } from "../language/index.js";
import type { ModelFile, Name, SourceText, Statement } from "../language/ast.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { KeptStatement, NamePlace } from "./journal.js";

/** A statement as written; `uses` are the names that it took from the session. */
export function keepStatement(
  { source }: ModelFile,
  statement: Statement,
  uses: readonly Name[],
): KeptStatement {
  const { start, end } = statement.span;
  const placeOf = ({ text, span }: Name): NamePlace => ({
    name: text,
    start: span.start - start,
    end: span.end - start,
  });
  // A name that was looked up twice at one place is one use.
  const once = new Map(uses.map((name) => [name.span.start, placeOf(name)]));
  return {
    text: source.text.slice(start, end),
    ...(statement.kind !== "expression" && { declares: placeOf(statement.name) }),
    uses: [...once.values()],
  };
}

/** A formula that was given alone, as the declaration of the model that it became. */
export function keepFormula(
  { text }: SourceText,
  data: string,
  spec: ModelSpec,
  uses: readonly Name[],
): KeptStatement {
  const written = (name: string): string => (isPlainName(name) ? name : `\`${name}\``);
  const head = "model ";
  const middle = `${head}${written(spec.name)} on `;
  const opening = `${middle}${written(data)} {\n  `;
  const indent = (part: string): string => part.trimStart().replaceAll("\n", "\n  ");
  // Up to there the text has the same lines, each with its indent.
  const moved = (offset: number): number => opening.length + indent(text.slice(0, offset)).length;
  return {
    text: `${opening}${indent(text.trimEnd())}\n  family = ${spec.family}(link = "${spec.link}")\n}`,
    declares: { name: spec.name, start: head.length, end: middle.length - " on ".length },
    uses: [
      { name: data, start: middle.length, end: middle.length + written(data).length },
      ...uses.map(({ text: name, span }) => ({
        name,
        start: moved(span.start),
        end: moved(span.end),
      })),
    ],
  };
}
