/** `model` declarations: formulas, settings and priors. */
import type {
  AggregateItemCstNode,
  ExpressionCstNode,
  ModelDeclarationCstNode,
  ModelItemCstNode,
  PriorItemCstNode,
  SettingItemCstNode,
} from "../../grammar/index.js";
import type {
  AggregateItem,
  FormulaItem,
  ModelDeclaration,
  ModelItem,
  PriorItem,
  SettingItem,
} from "./ast.js";
import { buildName, buildPart, nodeSpan, regionOf } from "./build-context.js";
import type { BuildContext, Region } from "./build-context.js";
import { buildExpression } from "./build-expression.js";
import { buildFormula } from "./build-formula.js";

/**
 * `governor: votes(...) ~ terms` reads as an interaction whose left side names the formula: a race of totals. Reports
 * it in other blocks, where it is left out.
 */
function isMisplacedRace(item: ModelItem, ofTotals: boolean, context: BuildContext): boolean {
  if (item.kind !== "formula" || ofTotals) return false;
  const { response } = item.formula;
  if (response.kind !== "binary" || response.operator !== ":" || response.left.kind !== "name") {
    return false;
  }
  context.sink.report({
    code: "races-need-network",
    severity: "error",
    message: `named formulas such as \`${response.left.text}: ...\` are races of a network on totals`,
    expected: "`aggregate by KEY to DATA` in the block",
    span: { ...item.span, end: response.operatorSpan.end },
    help: "declare a model with one formula for each response",
  });
  return true;
}

function buildFormulaItem(cst: ExpressionCstNode, context: BuildContext): FormulaItem | undefined {
  const expression = buildExpression(cst, context);
  const formula =
    expression &&
    buildFormula(expression, context, "a formula, a setting (`family = ...`) or a prior");
  if (formula === undefined) return undefined;
  return { kind: "formula", formula, span: formula.span };
}

function buildPrior(cst: PriorItemCstNode, context: BuildContext): PriorItem | undefined {
  if (cst.recoveredNode === true) return undefined;
  const expression = buildExpression(cst.children.expression[0], context);
  if (expression === undefined) return undefined;
  const span = nodeSpan(cst, context);
  if (expression.kind === "binary" && expression.operator === "~") {
    return { kind: "prior", target: expression.left, distribution: expression.right, span };
  }
  context.sink.report({
    code: "syntax-error",
    severity: "error",
    message: "this prior has no distribution",
    span,
    expected: "`prior WHAT ~ Distribution(...)`",
    help: "for example `prior sd ~ HalfNormal(1)`",
  });
  return undefined;
}

function buildSetting(cst: SettingItemCstNode, context: BuildContext): SettingItem | undefined {
  if (cst.recoveredNode === true) return undefined;
  const [name] = cst.children.Name;
  const value = buildExpression(cst.children.expression[0], context);
  if (name === undefined || value === undefined) return undefined;
  return { kind: "setting", name: buildName(name, context), value, span: nodeSpan(cst, context) };
}

function buildAggregate(
  cst: AggregateItemCstNode,
  context: BuildContext,
): AggregateItem | undefined {
  if (cst.recoveredNode === true) return undefined;
  const [key, data] = cst.children.Name;
  if (key === undefined || data === undefined) return undefined;
  return {
    kind: "aggregate",
    key: buildName(key, context),
    data: buildName(data, context),
    span: nodeSpan(cst, context),
  };
}

function buildModelItem(cst: ModelItemCstNode, context: BuildContext): ModelItem | undefined {
  if (cst.recoveredNode === true) return undefined;
  const { priorItem, aggregateItem, settingItem, formula } = cst.children;
  if (priorItem?.[0] !== undefined) return buildPrior(priorItem[0], context);
  if (aggregateItem?.[0] !== undefined) return buildAggregate(aggregateItem[0], context);
  if (settingItem?.[0] !== undefined) return buildSetting(settingItem[0], context);
  return formula?.[0] && buildFormulaItem(formula[0], context);
}

/** An item reaches to the end of its line, but no further than the next item or the block's end. */
function itemRegions(cst: ModelDeclarationCstNode, context: BuildContext): (Region | undefined)[] {
  const regions = (cst.children.modelItem ?? []).map((item) => regionOf(item, context));
  const closing = cst.children.RightBrace[0]?.startOffset ?? Number.POSITIVE_INFINITY;
  return regions.map((region, position) => {
    const next = regions.slice(position + 1).find((other) => other !== undefined);
    return region && { ...region, end: Math.min(region.end, next?.start ?? closing, closing) };
  });
}

/** Whether every mistake inside the block lies in an item that is left out anyway. */
function blockIsWhole(
  cst: ModelDeclarationCstNode,
  regions: readonly (Region | undefined)[],
  { faults }: BuildContext,
): boolean {
  const opening = cst.children.LeftBrace[0]?.startOffset ?? 0;
  const closing = cst.children.RightBrace[0]?.startOffset ?? opening;
  const starts = [...regions.map((region) => region?.start), closing];
  return starts.every((start, position) => {
    const before = position === 0 ? opening : regions[position - 1]?.end;
    if (start === undefined || before === undefined) return false;
    return !faults.lieIn({ start: before, end: start });
  });
}

/** Items that could not be read are left out and the model is marked incomplete. */
export function buildModelDeclaration(
  cst: ModelDeclarationCstNode,
  context: BuildContext,
): ModelDeclaration | undefined {
  if (cst.recoveredNode === true) return undefined;
  const [name] = cst.children.Name;
  const [data] = cst.children.dataName;
  const [brace] = cst.children.LeftBrace;
  if (name === undefined || data === undefined || brace === undefined) return undefined;
  const span = nodeSpan(cst, context);
  if (context.faults.lieIn({ start: span.start, end: brace.startOffset })) return undefined;
  const regions = itemRegions(cst, context);
  const built = (cst.children.modelItem ?? []).map((item, position) =>
    buildPart(regions[position], context, (watched) => buildModelItem(item, watched)),
  );
  const read = built.filter((item) => item !== undefined);
  const ofTotals = read.some(({ kind }) => kind === "aggregate");
  const items = read.filter((item) => !isMisplacedRace(item, ofTotals, context));
  const whole = items.length === built.length && blockIsWhole(cst, regions, context);
  return {
    kind: "model",
    name: buildName(name, context),
    data: buildName(data, context),
    items,
    ...(whole ? {} : { incomplete: true }),
    span,
  };
}
