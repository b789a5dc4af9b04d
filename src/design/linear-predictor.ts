/** The right side of a formula on rows: evaluates components, codes terms and makes their blocks. */
import type { CallExpression } from "../language/ast.js";
import { chooseCodings } from "./choose-codings.js";
import { codableTerm } from "./codable-term.js";
import { codeComponents } from "./coded-term.js";
import { commonBlock } from "./common-block.js";
import { componentLabel } from "./component-label.js";
import { checkFinite, evaluateComponent } from "./component-value.js";
import type { ComponentValue } from "./component-value.js";
import type { CommonBlock, DesignOptions, GroupFactor, LinearPredictor } from "./design-blocks.js";
import { evaluateExpression } from "./evaluate-expression.js";
import type { EvaluationContext } from "./formula-value.js";
import { evaluateGroupComponent, groupFactor } from "./group-factor.js";
import { groupBlocks } from "./group-blocks.js";
import { structuredBlock } from "./structured-blocks.js";
import type { GroupTerm, Term, TermSet } from "./term.js";
import { offsetCall } from "./term.js";
import { asNumbers, bindArguments, column } from "./transforms/formula-function.js";

/** Evaluates every distinct item once; undefined when any of them failed. */
function evaluateEach<Item extends { readonly key: string }, Value>(
  items: readonly Item[],
  evaluate: (item: Item) => Value | undefined,
): ReadonlyMap<string, Value> | undefined {
  const distinct = new Map(items.map((item) => [item.key, item]));
  const values = new Map<string, Value>();
  for (const [key, item] of distinct) {
    const value = evaluate(item);
    if (value !== undefined) values.set(key, value);
  }
  return values.size === distinct.size ? values : undefined;
}

function evaluateOffset(
  call: CallExpression,
  context: EvaluationContext,
): Float64Array | undefined {
  const bound = bindArguments(call, [column("x")], context);
  const argument = bound?.get("x")?.value;
  const value = argument && evaluateExpression(argument, context);
  const numbers = value && asNumbers(value, argument, context);
  const { rows, sink } = context;
  const usable = numbers && checkFinite(numbers, componentLabel(call), call.span, rows, sink);
  return usable === true ? numbers : undefined;
}

/** The sum of all offsets; `failed` when one of them could not be evaluated. */
function sumOffsets(
  calls: readonly CallExpression[],
  context: EvaluationContext,
): Float64Array | "failed" | undefined {
  const offsets = calls.map((call) => evaluateOffset(call, context));
  let sum: Float64Array | undefined;
  for (const offset of offsets) {
    if (!offset) return "failed";
    const before = sum;
    sum = before ? before.map((value, row) => value + offset[row]!) : offset;
  }
  return sum;
}

function commonBlocks(
  terms: readonly Term[],
  intercept: boolean,
  values: ReadonlyMap<string, ComponentValue>,
  context: EvaluationContext,
): readonly CommonBlock[] | undefined {
  const codings = chooseCodings(
    terms.map((term) => codableTerm(term, values)),
    intercept,
  );
  const blocks = terms.flatMap((term, position) =>
    codings[position]!.map((coding) => {
      const { name, components } = codeComponents(term.components, values, coding);
      return commonBlock(name, components, term.span, context, intercept);
    }),
  );
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/** Every grouping factor once; a component that several factors share is evaluated once. */
function groupFactors(
  groups: readonly GroupTerm[],
  context: EvaluationContext,
): ReadonlyMap<string, GroupFactor> | undefined {
  const factors = groups.map(({ factor }) => factor);
  const components = evaluateEach(
    factors.flatMap((factor) => factor.components),
    (component) => evaluateGroupComponent(component, context),
  );
  return components && evaluateEach(factors, (factor) => groupFactor(factor, components, context));
}

/** The predictor that a term set describes on the rows of a context; undefined after a report. */
export function assemblePredictor(
  set: TermSet,
  context: EvaluationContext,
  options: DesignOptions,
): LinearPredictor | undefined {
  const intercept = set.intercept ?? true;
  const terms = set.terms.filter((term) => offsetCall(term) === undefined);
  const effectTerms = set.groups.flatMap((group) => group.terms);
  const values = evaluateEach(
    [...terms, ...effectTerms].flatMap(({ components }) => components),
    (component) => evaluateComponent(component, context),
  );
  const factors = groupFactors(set.groups, context);
  const calls = set.terms.map(offsetCall).filter((call) => call !== undefined);
  const offset = sumOffsets(calls, context);
  if (!values || !factors || offset === "failed") return undefined;
  const common = commonBlocks(terms, intercept, values, context);
  if (!common) return undefined;
  const group = groupBlocks(set.groups, { values, factors, options, context });
  const structured = set.structured.map((term) => structuredBlock(term, context));
  if (!structured.every((block) => block !== undefined)) return undefined;
  return { rowCount: context.rows.rowCount, intercept, common, group, structured, offset };
}
