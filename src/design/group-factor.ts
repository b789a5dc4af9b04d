/** Grouping factors: the level of every row in the full product of the components' levels. */
import { countText, sortLevels } from "../data/index.js";
import type { GroupFactor } from "./design-blocks.js";
import { evaluateExpression } from "./evaluate-expression.js";
import type { EvaluationContext, FactorValue } from "./formula-value.js";
import { reportError } from "./formula-value.js";
import { matchLevels, occurringLevels } from "./match-levels.js";
import type { MatchedLevels } from "./match-levels.js";
import type { Component, Term } from "./term.js";
import { termName } from "./term.js";
import { asFactor } from "./transforms/factors.js";

/** A factor side with more levels than this is a mistake: each level is a parameter. */
const levelLimit = 1 << 22;
/** More distinct fractional values than this look like a measurement. */
const fractionLimit = 20;

/** One component of a factor side: its levels and where each row stands among them. */
export interface GroupComponent extends MatchedLevels {
  readonly levels: readonly string[];
}

function warnIfContinuous(
  { label, expression }: Component,
  levels: readonly string[],
  { sink }: EvaluationContext,
): void {
  const fractions = levels.filter((level) => !Number.isInteger(Number(level))).length;
  if (fractions <= fractionLimit) return undefined;
  sink.report({
    code: "group-factor-looks-continuous",
    severity: "warning",
    message: `\`${label}\` is a number with ${countText(levels.length)} distinct values; as a grouping factor each is a group of its own`,
    span: expression.span,
    help: `group a measurement into classes first, or use it as a predictor`,
  });
}

/** Declared levels all have an effect of their own; else the levels are those that occur, sorted. */
function learnGroupLevels(factor: FactorValue): readonly string[] {
  return factor.declared ? factor.levels : sortLevels(occurringLevels(factor));
}

/** A component of a factor side as categories; undefined after a report. */
export function evaluateGroupComponent(
  component: Component,
  context: EvaluationContext,
): GroupComponent | undefined {
  const value = evaluateExpression(component.expression, context);
  const factor = value && asFactor(value, component.expression, context);
  if (!factor) return undefined;
  const levels = context.memory.groupLevels(component.key, () => {
    const learnt = learnGroupLevels(factor);
    if (value.kind === "numeric") warnIfContinuous(component, learnt, context);
    return learnt;
  });
  return levels && { levels, ...matchLevels(factor, levels) };
}

/** `a1:b1`, `a1:b2`, `a2:b1`, ...: the first component slowest. */
function productLevels(components: readonly GroupComponent[]): readonly string[] {
  const [first, ...others] = components;
  return others.reduce(
    (left, { levels }) => left.flatMap((prefix) => levels.map((level) => `${prefix}:${level}`)),
    first!.levels,
  );
}

function labelOf({ levels, unknown }: GroupComponent, code: number): string {
  return code >= 0 ? levels[code]! : unknown[-1 - code]!;
}

/** Row by row, codes in a mixed radix; a component's codes are shifted up by `shift` of it. */
function mixedRadix(
  components: readonly GroupComponent[],
  shift: (component: GroupComponent) => number,
  joint: Int32Array | Float64Array,
): void {
  for (const component of components) {
    const { codes, levels } = component;
    const up = shift(component);
    const base = levels.length + up;
    for (let row = 0; row < joint.length; row++) joint[row] = joint[row]! * base + codes[row]! + up;
  }
}

/** Numbers the combinations that hold an unknown level −1, −2, ... as they come. */
function numberNewLevels(components: readonly GroupComponent[], index: Int32Array): string[] {
  const newLevels: string[] = [];
  const combination = new Float64Array(index.length);
  mixedRadix(components, ({ unknown }) => unknown.length, combination);
  const found = new Map<number, number>();
  for (let row = 0; row < index.length; row++) {
    if (components.every(({ codes }) => codes[row]! >= 0)) continue;
    const at = found.get(combination[row]!) ?? newLevels.length;
    if (at === newLevels.length) {
      found.set(combination[row]!, at);
      newLevels.push(components.map((one) => labelOf(one, one.codes[row]!)).join(":"));
    }
    index[row] = -1 - at;
  }
  return newLevels;
}

/** The level of every row in the full product, and the combinations that the fit did not know. */
function combine(
  components: readonly GroupComponent[],
  rowCount: number,
): Pick<GroupFactor, "index" | "newLevels"> {
  const [first, ...others] = components;
  if (others.length === 0) return { index: first!.codes, newLevels: first!.unknown };
  const index = new Int32Array(rowCount);
  mixedRadix(components, () => 0, index);
  const known = components.every(({ unknown }) => unknown.length === 0);
  return { index, newLevels: known ? [] : numberNewLevels(components, index) };
}

/** The grouping factor that a term names, from its evaluated components; undefined after a report. */
export function groupFactor(
  factor: Term,
  evaluated: ReadonlyMap<string, GroupComponent>,
  { sink, rows }: EvaluationContext,
): GroupFactor | undefined {
  const components = factor.components.map(({ key }) => evaluated.get(key)!);
  const size = components.reduce((product, { levels }) => product * levels.length, 1);
  const name = termName(factor);
  if (size > levelLimit) {
    reportError(sink, {
      code: "too-many-columns",
      message: `\`${name}\` has ${countText(size)} combinations of levels, each of which would be a group`,
      span: factor.span,
      help: "make one column of the combinations that occur and group by it",
    });
    return undefined;
  }
  return { name, levels: productLevels(components), ...combine(components, rows.rowCount) };
}
