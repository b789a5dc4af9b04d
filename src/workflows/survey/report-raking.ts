/** What raking says of itself: what it cost in precision, and which margin it could not match. */
import { countOf, countText, listNames } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { FittedMargins } from "./fit-margins.js";
import type { Raked, RakeQuestion } from "./rake-question.js";
import type { Margin } from "./read-margins.js";
import { placeOf } from "./read-sizes.js";

const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));
/** A size of a sample or a population, with a decimal where one is worth something. */
const sizeText = (value: number): string =>
  value < 100 ? String(Number(value.toFixed(1))) : countText(Math.round(value));

export function noteRaked(
  raked: Raked,
  margins: readonly Margin[],
  question: RakeQuestion,
  sink: DiagnosticSink,
): void {
  const { sample, trim } = question;
  const { respondents, total, smallest, largest, designEffect, effectiveSize } = raked;
  const names = listNames(
    margins.map(({ name }) => name),
    8,
  );
  const trimming =
    trim === undefined
      ? ""
      : `; ${countOf(raked.trimmed, "row")} at the largest weight, ${shortNumber(trim)} times the mean`;
  sink.report({
    code: "raked",
    severity: "note",
    message:
      `\`${sample.name}\` weighted to ${names} in ${countOf(raked.rounds, "round")}, ` +
      `largest change in the last ${shortNumber(raked.change)}${trimming}; ` +
      `weights add up to ${sizeText(total)}, ` +
      `from ${shortNumber(smallest)} to ${shortNumber(largest)} times their mean; ` +
      `Kish design effect ${designEffect.toFixed(3)}, ` +
      `effective sample size ${sizeText(effectiveSize)} of ${sizeText(respondents)}`,
    ...placeOf(question),
  });
}

interface MisfitQuestion extends Pick<RakeQuestion, "trim" | "tolerance" | "span"> {
  /** Below this no weights within the trim have the margins. */
  readonly leastTrim?: number;
}

const waysOut =
  "more `rounds`; margins that contradict each other or combinations without respondents never settle";

/** A trim may be too small by a single margin already, or by several together. */
function helpFor({ trim, leastTrim = 0 }: MisfitQuestion): string {
  if (trim === undefined) return waysOut;
  if (trim >= leastTrim) return `a larger \`trim\`, or ${waysOut}`;
  return `one margin alone needs a \`trim\` above ${shortNumber(leastTrim)}; put its rare levels together, or trim less`;
}

export function warnOfMisfit(
  { rounds, worst }: FittedMargins,
  margins: readonly Margin[],
  question: MisfitQuestion,
  sink: DiagnosticSink,
): void {
  const margin = margins[worst.margin]!;
  const cell = margin.cells[worst.cell]?.join(", ") ?? "";
  sink.report({
    code: "raking-not-converged",
    severity: "warning",
    message:
      `raking did not settle in ${countOf(rounds, "round")}: ` +
      `\`${margin.name}\` = \`${cell}\` still changes by ${shortNumber(100 * worst.change)} %`,
    expected: `a change of at most ${shortNumber(100 * question.tolerance)} %`,
    help: helpFor(question),
    ...placeOf(question),
  });
}
