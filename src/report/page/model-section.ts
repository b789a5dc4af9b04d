/** A model on a page: its formula, its equations, and every prior with who chose it. */
import type { ModelSpec } from "../../model/model-spec.js";
import { priorTable } from "../../posterior/index.js";
import { equationToMathml } from "../notation/mathml.js";
import { modelEquations } from "../notation/model-equations.js";
import type { Equation } from "../notation/notation.js";
import { formatCount } from "../numbers.js";
import { escapeText } from "../html-text.js";
import { tableSection } from "./table-section.js";

function equationHtml(equation: Equation): string {
  const comment =
    equation.comment === undefined
      ? ""
      : `<span class="note">${escapeText(equation.comment)}</span>`;
  return `<div class="equation">${equationToMathml(equation)}${comment}</div>`;
}

export function modelSection(spec: ModelSpec, name: string): string {
  const { design, family, link, dataName, formulaText } = spec;
  const used = `${formatCount(design.rows.length)} of ${formatCount(design.rowsGiven)} rows`;
  return [
    `<p><code>${escapeText(formulaText)}</code></p>`,
    `<p>${escapeText(family)} with link ${escapeText(link)}, on ${used} of <code>${escapeText(dataName)}</code>.</p>`,
    `<div class="scroll" tabindex="0" role="group" aria-label="Equations of ${escapeText(name)}">`,
    ...modelEquations(spec).map(equationHtml),
    "</div>",
    tableSection(priorTable(spec), `Priors of ${name}`),
  ].join("\n");
}
