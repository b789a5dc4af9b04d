/** Every diagnostic of a fit with its value, its threshold and the verdict. */
import type { Posterior } from "../posterior.js";
import type { ResultTable } from "../result-table.js";
import { counted } from "../number-text.js";
import { checkApproximation } from "./check-approximation.js";
import { checkChains } from "./check-chains.js";
import { checkModel } from "./check-model.js";
import { checkNormal } from "./check-normal.js";
import { atMost, largest, type CheckRow } from "./check-row.js";
import { observationName, observationWords } from "./elpd.js";
import { highRows } from "./elpd-table.js";
import { remedyOf } from "./remedies.js";
import type { LeaveOneOutElpd } from "./leave-one-out.js";

function checkRows(loo: LeaveOneOutElpd): CheckRow {
  const worst = largest(Array.from(loo.kHat.keys()), (row) => loo.kHat[row]!);
  const high = highRows(loo).length;
  const [, rows] = observationWords(loo.posterior);
  const more = high > 1 ? `, ${high} ${rows} above` : "";
  const where =
    worst.item === undefined ? "" : `${observationName(loo.posterior, worst.item)}${more}`;
  return atMost(`Pareto k-hat of ${rows}`, worst.value, loo.threshold, 1, where);
}

/** What the fit itself said, so that the table leaves nothing out. */
function messageNotes({ diagnostics }: Posterior): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

function verdictNote(rows: readonly CheckRow[]): string {
  const number = (verdict: CheckRow["verdict"]): number =>
    rows.filter((row) => row.verdict === verdict).length;
  const [bad, look] = [number("bad"), number("look")];
  if (bad > 0)
    return `${counted(bad, "diagnostic is", "diagnostics are")} bad: do not use the results that they concern`;
  if (look > 0)
    return `${counted(look, "diagnostic", "diagnostics")} to look at; docs/diagnosing.md says what to do`;
  return "nothing speaks against this fit";
}

/** What the engine knows of its own draws. */
function checkOwn(posterior: Posterior): readonly CheckRow[] {
  if (posterior.engine === "nuts") return checkChains(posterior);
  return posterior.engine === "inla" ? checkApproximation(posterior) : checkNormal(posterior);
}

export function checkTable(loo: LeaveOneOutElpd): ResultTable {
  return tableOf(loo.posterior, [
    ...checkOwn(loo.posterior),
    checkRows(loo),
    ...checkModel(loo.posterior),
  ]);
}

function tableOf(posterior: Posterior, rows: readonly CheckRow[]): ResultTable {
  return {
    kind: "table",
    title: `Diagnostics of ${posterior.model.spec.name} by ${posterior.engine}`,
    columns: [
      { name: "diagnostic", format: "text" },
      { name: "value", format: "number" },
      { name: "threshold", format: "text" },
      { name: "verdict", format: "text" },
      { name: "where", format: "text" },
      { name: "remedy", format: "text" },
    ],
    rows: rows.map(({ diagnostic, value, threshold, verdict, where }) => [
      diagnostic,
      Number.isFinite(value) ? value : null,
      threshold,
      verdict,
      where,
      verdict === "look" || verdict === "bad" ? remedyOf(diagnostic) : "",
    ]),
    notes: [verdictNote(rows), ...messageNotes(posterior)],
  };
}
