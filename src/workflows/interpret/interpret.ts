/** Answers a question about predictions, comparisons or slopes from the draws of a fit. */
import { predictorOfRows } from "../../compiler/index.js";
import { findColumn } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { ResultTable } from "../../posterior/result-table.js";
import { noteNewLevels } from "../mrp/note-new-levels.js";
import { answerTable } from "./answer-table.js";
import { evaluateRows } from "./evaluated-rows.js";
import type { Block, EvaluatedRows } from "./evaluated-rows.js";
import { planAnswer } from "./plan-answer.js";
import type { AnswerPlan } from "./plan-answer.js";
import { openPredictions } from "./prediction-source.js";
import type { Question } from "./question.js";
import { streamAnswers } from "./stream-answers.js";
import { summariseAnswer } from "./summarise-answer.js";
import type { AnswerSummary } from "./summarise-answer.js";
import type { Contrast } from "./varied.js";

/** A prediction as it is. */
const plain: Contrast = {
  variants: [0],
  measure: ([predictions]) => predictions!,
  value: undefined,
};

/** Answers × draws that are held at once: 32 MB. */
const mostHeld = 1 << 22;

interface Asked extends EvaluatedRows {
  readonly posterior: Posterior;
  readonly plan: AnswerPlan;
  readonly contrasts: readonly Contrast[];
  readonly variantCount: number;
  readonly drawCount: number;
}

/** Trials of new responses, row by row of what is evaluated. */
function trialsOf({ plan, frame }: Asked, from: number, to: number): Float64Array {
  const { trials } = plan.question;
  const column = trials && "name" in trials ? findColumn(frame, trials.name) : undefined;
  if (column?.kind === "numeric") return column.values.subarray(from, to);
  const given = trials && "value" in trials ? Number(trials.value) : 1;
  return new Float64Array(to - from).fill(given);
}

/** Where each contrast's slope is taken: its own point, or the rows' values. */
function placesOf({ plan, contrasts }: Asked, { firstRow, rowCount }: Block) {
  const { merged, varied } = plan;
  const column = varied && findColumn(merged.frame, varied.variable.name);
  const own = column?.kind === "numeric" ? column.values : new Float64Array(firstRow + rowCount);
  return contrasts.map(({ value }) =>
    typeof value === "number"
      ? new Float64Array(rowCount).fill(value)
      : own.subarray(firstRow, firstRow + rowCount),
  );
}

/** `summaries` are those of the outcome. */
function summariseBlock(
  asked: Asked,
  block: Block,
  number: number,
  outcome: number,
  summaries: AnswerSummary[],
): void {
  const { posterior, plan, predictor, contrasts, variantCount, drawCount } = asked;
  const from = block.firstRow * variantCount;
  const to = from + block.rowCount * variantCount;
  const rowsOfBlock = Int32Array.from({ length: to - from }, (_, row) => from + row);
  const source = openPredictions(
    posterior,
    predictorOfRows(predictor, rowsOfBlock),
    plan.question,
    {
      trials: trialsOf(asked, from, to),
      block: number,
      outcome,
    },
  );
  const places = placesOf(asked, block);
  const rows = plan.merged;
  const answers = streamAnswers(source, posterior.draws, {
    block,
    rows,
    contrasts,
    places,
    variantCount,
  });
  const targetCount = rows.starts.length - 1;
  for (let contrast = 0; contrast < contrasts.length; contrast++) {
    for (let target = 0; target < block.targetCount; target++) {
      const at = (contrast * block.targetCount + target) * drawCount;
      summaries[contrast * targetCount + block.firstTarget + target] = summariseAnswer(
        answers.subarray(at, at + drawCount),
        plan.question,
      );
    }
  }
}

/** A row, a comparison or an expression may have no value under some draw. */
function reportUndefined(
  { question, varied }: AnswerPlan,
  summaries: readonly AnswerSummary[],
  sink: DiagnosticSink,
): boolean {
  const undefinedCount = summaries.filter(({ estimate }) => Number.isNaN(estimate)).length;
  if (undefinedCount === 0) return false;
  sink.report({
    code: "no-finite-answer",
    severity: "error",
    message: `${undefinedCount} of ${summaries.length} ${varied ? question.kind : "predictions"} ${undefinedCount === 1 ? "is" : "are"} no finite number in some of the draws`,
    expected:
      "values for which every term of the formula, the inverse link and the comparison are defined",
    ...(question.span !== undefined && { span: question.span }),
  });
  return true;
}

function refuse(message: string, { span }: Question, sink: DiagnosticSink): void {
  sink.report({ code: "bad-argument", severity: "error", message, ...(span && { span }) });
}

/** Undefined after a report. Contrasts and averages are taken within each draw, then summarised. */
export function interpret(
  posterior: Posterior,
  question: Question,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { spec } = posterior.model;
  const drawCount = posterior.draws.chains * posterior.draws.drawsPerChain;
  if (drawCount === 0) {
    refuse("the fit was stopped before its first draw", question, sink);
    return undefined;
  }
  const plan = planAnswer(spec, question, sink);
  if (plan === undefined) return undefined;
  const { merged, varied } = plan;
  const contrasts = varied?.contrasts ?? [plain];
  const most = Math.max(1, Math.floor(mostHeld / (contrasts.length * drawCount)));
  const evaluated =
    merged.starts.length - 1 <= most
      ? plan.evaluated
      : evaluateRows(spec, merged, varied, most, sink);
  if (evaluated === undefined) return undefined;
  const { newLevels = "gaussian", span } = question;
  noteNewLevels(evaluated.predictor, { newLevels, ...(span && { span }) }, sink);
  const variantCount = varied?.variants.length ?? 1;
  const asked = { ...evaluated, posterior, plan, contrasts, variantCount, drawCount };
  const summaries = (spec.totals?.outcomes ?? [""]).flatMap((_, outcome) => {
    const own: AnswerSummary[] = [];
    evaluated.blocks.forEach((block, at) => summariseBlock(asked, block, at, outcome, own));
    return own;
  });
  if (reportUndefined(plan, summaries, sink)) return undefined;
  return answerTable({ plan, summaries, drawCount });
}
