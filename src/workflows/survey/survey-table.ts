/** A survey as a table over the cells of a joint population, smoothed where it is thin. */
import { countOf, gradeColumn, listNames } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { JointVariable } from "./joint-cells.js";
import type { JointQuestion } from "./joint-question.js";
import { sampleColumns } from "./read-margins.js";
import { placeOf, readSizesOrOnes } from "./read-sizes.js";

interface Survey {
  /** Respondents in each cell, weighted and scaled to their number. */
  readonly counts: Float64Array;
  readonly respondents: number;
}

/** Undefined after reporting respondents whom the margins have no place for. */
export function countSurvey(
  question: JointQuestion & { readonly base: DataFrame },
  joint: readonly JointVariable[],
  sink: DiagnosticSink,
): Survey | undefined {
  const { base, count, surveyWeight } = question;
  const names = joint.map(({ name }) => ({ text: name, ...placeOf(question) }));
  const columns = sampleColumns(base, [names], sink);
  const purpose = "the number of respondents";
  const counts = readSizesOrOnes(base, count, { purpose, whole: true }, sink);
  const weights = readSizesOrOnes(base, surveyWeight, { purpose: "the weight" }, sink);
  if (columns === undefined || counts === undefined || weights === undefined) return undefined;
  const graded = columns.map(gradeColumn);
  const codes = graded.map(({ labels }, place) =>
    labels.map((label) => joint[place]!.levels.indexOf(label)),
  );
  const sums = new Float64Array(joint.reduce((size, { levels }) => size * levels.length, 1));
  const strange = new Set<string>();
  let [respondents, total, unknown] = [0, 0, 0];
  for (let row = 0; row < base.rowCount; row++) {
    let cell = 0;
    graded.forEach(({ codes: own, labels }, place) => {
      const code = own[row]! < 0 ? NaN : codes[place]![own[row]!]!;
      if (code < 0 && counts[row]! > 0) strange.add(`${joint[place]!.name} ${labels[own[row]!]!}`);
      cell = cell * joint[place]!.levels.length + code;
    });
    if (Number.isNaN(cell)) unknown += counts[row]!;
    else if (counts[row]! > 0 && cell >= 0) {
      sums[cell]! += counts[row]! * weights[row]!;
      respondents += counts[row]!;
      total += counts[row]! * weights[row]!;
    }
  }
  if (unknown > 0)
    sink.report({
      code: "missing-left-out",
      severity: "note",
      message: `${countOf(unknown, "respondent")} of \`${base.name}\` without a value of a margin's variable ${unknown === 1 ? "is" : "are"} left out`,
      ...placeOf(question),
    });
  if (strange.size === 0)
    return { counts: sums.map((sum) => (sum * respondents) / total), respondents };
  sink.report({
    code: "margin-without-population",
    severity: "error",
    message: `respondents of \`${base.name}\` have ${listNames([...strange])}, which no margin has`,
    expected: "levels of the margins",
    help: "recode(...) the level or filter the survey",
    ...placeOf(question),
  });
  return undefined;
}

/**
 * The survey's table smoothed towards the product of margins: K respondents are added who are
 * spread as it says, K = (n² - Σx²) / Σ(x - nλ)² (Fienberg and Holland 1973, J. Am. Stat. Assoc. 68).
 */
export function smoothSurvey({ counts, respondents }: Survey, product: Float64Array): Float64Array {
  const total = product.reduce((sum, size) => sum + size, 0);
  const expected = product.map((size) => (respondents * size) / total);
  let [squares, gaps] = [0, 0];
  counts.forEach((count, cell) => {
    squares += count * count;
    gaps += (count - expected[cell]!) * (count - expected[cell]!);
  });
  if (gaps === 0) return expected;
  const added = (respondents * respondents - squares) / gaps / respondents;
  return counts.map((count, cell) => count + added * expected[cell]!);
}
