/** Notation as lines of text, for terminals: `logit(p[i]) = β[0] + β[male] male[i]`. */
import { cleanText } from "../clean-text.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { modelEquations } from "./model-equations.js";
import type { Equation, Notation } from "./notation.js";

const tight: ReadonlySet<string> = new Set(["(", ")", "[", "]", ",", "−"]);

function operatorText(text: string): string {
  if (text === ",") return ", ";
  if (text === "·") return " ";
  return tight.has(text) ? text : ` ${text} `;
}

function textOf(notation: Notation): string {
  switch (notation.kind) {
    case "symbol":
    case "name":
      return cleanText(notation.text);
    case "operator":
      return operatorText(notation.text);
    case "row":
      return notation.items.map(textOf).join("");
    case "scripts": {
      const { base, sub, sup } = notation;
      const above = sup ? `^${textOf(sup)}` : "";
      return `${textOf(base)}${above}${sub ? `[${textOf(sub)}]` : ""}`;
    }
  }
}

export function equationToText({ left, relation, right, comment }: Equation): string {
  const after = comment === undefined ? "" : `   # ${cleanText(comment)}`;
  return `${textOf(left)} ${relation} ${textOf(right)}${after}`;
}

/** One equation a line; lines end with a newline each. */
export function printEquations(spec: ModelSpec): string {
  return modelEquations(spec)
    .map((equation) => `${equationToText(equation)}\n`)
    .join("");
}
