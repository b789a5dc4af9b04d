/** Notation as MathML, which browsers draw without any script. */
import { escapeText } from "../html-text.js";
import type { Equation, Notation } from "./notation.js";

function scripts({ base, sub, sup }: Extract<Notation, { kind: "scripts" }>): string {
  const parts = [base, ...(sub ? [sub] : []), ...(sup ? [sup] : [])].map(notationToMathml);
  const element = sub && sup ? "msubsup" : sub ? "msub" : "msup";
  return `<${element}>${parts.join("")}</${element}>`;
}

export function notationToMathml(notation: Notation): string {
  switch (notation.kind) {
    case "symbol":
      return `<mi>${escapeText(notation.text)}</mi>`;
    case "name":
      return `<mtext>${escapeText(notation.text)}</mtext>`;
    case "operator":
      // Brackets of one line stay one line high.
      return `<mo stretchy="false">${escapeText(notation.text)}</mo>`;
    case "row":
      return `<mrow>${notation.items.map(notationToMathml).join("")}</mrow>`;
    case "scripts":
      return scripts(notation);
  }
}

/** Each equation a `<math>` element of its own, so that a narrow page can break and scroll between them. */
export function equationToMathml({ left, relation, right }: Equation): string {
  const relationText = relation === "~" ? "∼" : "=";
  return `<math display="block"><mrow>${notationToMathml(left)}<mo>${relationText}</mo>${notationToMathml(right)}</mrow></math>`;
}
