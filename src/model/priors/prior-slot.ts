/** The parameters of a model that a prior can be for, and which of them a target names. */
import type {
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  StructuredBlock,
} from "../../design/design-blocks.js";
import { effectNamed, type EffectShape } from "../../vocabulary/effects/index.js";
import type { AuxiliaryRule, Support } from "../../vocabulary/index.js";
import type { EffectName, PriorTarget, StructuredName } from "./prior-request.js";

interface SlotBase {
  /** The reported name; `cor(1 + x|g)` for a whole correlation matrix. */
  readonly name: string;
  /** Values that the parameter may take. */
  readonly range: Support;
}

export interface InterceptSlot extends SlotBase {
  readonly kind: "intercept";
}

export interface CommonSlot extends SlotBase {
  readonly kind: "common";
  readonly block: CommonBlock;
  /** Position of the column in its block. */
  readonly column: number;
}

export interface ScaleSlot extends SlotBase {
  readonly kind: "scale";
  readonly block: GroupBlock;
  /** Position of the effect in its block. */
  readonly effect: number;
}

export interface CorrelationSlot extends SlotBase {
  readonly kind: "correlation";
  readonly block: GroupBlock;
}

export interface AuxiliarySlot extends SlotBase {
  readonly kind: "auxiliary";
  readonly rule: AuxiliaryRule;
}

export interface StructuredScaleSlot extends SlotBase {
  readonly kind: "structured scale";
  readonly block: StructuredBlock;
}

export interface ShapeSlot extends SlotBase {
  readonly kind: "shape";
  readonly shape: EffectShape;
  readonly block: StructuredBlock;
}

export type PriorSlot =
  | InterceptSlot
  | CommonSlot
  | ScaleSlot
  | CorrelationSlot
  | StructuredScaleSlot
  | ShapeSlot
  | AuxiliarySlot;

const realLine: Support = { lower: -Infinity, upper: Infinity };
const positiveLine: Support = { lower: 0, upper: Infinity };

/** Every parameter with a prior of its own, in the order of the report. */
export function priorSlots(
  predictor: LinearPredictor,
  auxiliary: readonly AuxiliaryRule[],
): readonly PriorSlot[] {
  const slots: PriorSlot[] = [];
  if (predictor.intercept) slots.push({ kind: "intercept", name: "Intercept", range: realLine });
  for (const block of predictor.common) {
    for (const [column, name] of block.columnNames.entries()) {
      slots.push({ kind: "common", name, range: realLine, block, column });
    }
  }
  for (const rule of auxiliary) {
    slots.push({ kind: "auxiliary", name: rule.name, range: positiveLine, rule });
  }
  for (const block of predictor.group) slots.push(...groupSlots(block));
  for (const block of predictor.structured) slots.push(...structuredSlots(block));
  return slots;
}

/** Values that a correlation of neighbours, and a share of a variance, may take. */
export const shapeRanges: Readonly<Record<EffectShape, Support>> = {
  rho: { lower: -1, upper: 1 },
  phi: { lower: 0, upper: 1 },
};

function structuredSlots(block: StructuredBlock): PriorSlot[] {
  const { term, effect } = block;
  const { shape } = effectNamed(effect);
  const scale: PriorSlot = {
    kind: "structured scale",
    name: `sd(${term})`,
    range: positiveLine,
    block,
  };
  if (!shape) return [scale];
  const name = `${shape}(${term})`;
  return [scale, { kind: "shape", shape, name, range: shapeRanges[shape], block }];
}

function groupSlots(block: GroupBlock): PriorSlot[] {
  const slots: PriorSlot[] = block.effectNames.map((name, effect) => ({
    kind: "scale",
    name: `sd(${name}|${block.factor.name})`,
    range: positiveLine,
    block,
    effect,
  }));
  if (isCorrelated(block)) {
    slots.push({
      kind: "correlation",
      name: `cor(${block.term})`,
      range: { lower: -1, upper: 1 },
      block,
    });
  }
  return slots;
}

/** A block with a correlation matrix: correlated and with at least two effects. */
export function isCorrelated({ correlated, effectNames }: GroupBlock): boolean {
  return correlated && effectNames.length > 1;
}

/** How closely a target names a parameter; a closer one wins over a wider one. */
export const Closeness = { none: 0, class: 1, term: 2, own: 3 } as const;
export type Closeness = (typeof Closeness)[keyof typeof Closeness];

export function closeness(target: PriorTarget, slot: PriorSlot): Closeness {
  switch (target.kind) {
    case "intercept":
      return slot.kind === "intercept" ? Closeness.own : Closeness.none;
    case "common":
      return slot.kind === "common" ? Closeness.class : Closeness.none;
    case "scale":
      return anyScaleCloseness(target.of, slot);
    case "structured scale":
    case "shape":
      return targetsStructured(target, slot)
        ? structuredCloseness(target.of, slot.block)
        : Closeness.none;
    case "correlation":
      return slot.kind === "correlation" ? correlationCloseness(target.of, slot) : Closeness.none;
    case "auxiliary scale":
      return auxiliaryScaleCloseness(target.name, slot);
    case "named":
      return nameCloseness(target.name, slot);
  }
}

function auxiliaryScaleCloseness(name: string, slot: PriorSlot): Closeness {
  const named = slot.kind === "auxiliary" && isScale(slot.rule) && slot.name === name;
  return named ? Closeness.own : Closeness.none;
}

/** Whether an auxiliary parameter is a standard deviation or scale, so that it has a precision. */
function isScale({ name }: AuxiliaryRule): boolean {
  return name === "sigma";
}

function anyScaleCloseness(of: EffectName | undefined, slot: PriorSlot): Closeness {
  if (slot.kind === "structured scale") {
    if (!of) return Closeness.class;
    const { term } = slot.block;
    const name = `${of.effect}|${of.factor}`;
    if (term === name) return Closeness.own;
    return term.startsWith(`${name}, by=`) ? Closeness.term : Closeness.none;
  }
  return slot.kind === "scale" ? scaleCloseness(of, slot) : Closeness.none;
}

function targetsStructured(
  target: PriorTarget & { readonly kind: "structured scale" | "shape" },
  slot: PriorSlot,
): slot is StructuredScaleSlot | ShapeSlot {
  if (target.kind === "structured scale") return slot.kind === "structured scale";
  return slot.kind === "shape" && slot.shape === target.shape;
}

/** `rw1(age)` names `rw1(age, by=sex)` too, where that is the only one. */
function structuredCloseness(
  { effect, column, by }: StructuredName,
  block: StructuredBlock,
): Closeness {
  if (effect !== block.effect || column !== block.column) return Closeness.none;
  const inner = by === undefined ? column : `${column}, by=${by}`;
  if (block.term === `${effect}(${inner})`) return Closeness.own;
  return by === undefined ? Closeness.term : Closeness.none;
}

function scaleCloseness(of: EffectName | undefined, { block, effect }: ScaleSlot): Closeness {
  if (!of) return Closeness.class;
  if (!sameComponents(of.factor, block.factor.name)) return Closeness.none;
  if (sameComponents(of.effect, block.effectNames[effect]!)) return Closeness.own;
  const term = leftOfBar(block.effectTerms[effect]!);
  const named = sameComponents(of.effect, term) || of.effect === leftOfBar(block.term);
  return named ? Closeness.term : Closeness.none;
}

function correlationCloseness(of: EffectName | undefined, { block }: CorrelationSlot): Closeness {
  if (!of) return Closeness.class;
  if (!sameComponents(of.factor, block.factor.name)) return Closeness.none;
  const terms = block.effectTerms.map(leftOfBar);
  const named =
    of.effect === leftOfBar(block.term) || terms.some((term) => sameComponents(of.effect, term));
  return named ? Closeness.own : Closeness.none;
}

function nameCloseness(name: string, slot: PriorSlot): Closeness {
  if (name === slot.name) return Closeness.own;
  if (slot.kind !== "common") return Closeness.none;
  return sameComponents(name, slot.block.term) ? Closeness.term : Closeness.none;
}

function leftOfBar(term: string): string {
  return term.slice(0, Math.max(0, term.lastIndexOf("|"))).trim();
}

/** `a:b` and `b:a` are the same term. */
function sameComponents(left: string, right: string): boolean {
  if (left === right) return true;
  return left.split(":").sort().join(":") === right.split(":").sort().join(":");
}
