/** Structured effects in the graph: hyperparameters, standard normal coordinates, effects, and their rows. */
import type { StructuredBlock } from "../../design/design-blocks.js";
import type { NodeId } from "../../graph/index.js";
import type { StructuredParameters } from "../../model/model-spec.js";
import type { ModelContext, ReportedNode } from "../model-context.js";
import { addScalarParameters, positive } from "../scalar-parameters.js";
import { boundedPriorOf } from "./bounded-prior-of.js";
import { measureStructure, type MeasuredStructure } from "./measure-structure.js";

export interface StructuredNodes {
  readonly hyperparameters: readonly ReportedNode[];
  readonly effects: readonly ReportedNode[];
  /** Addends of the linear predictor. */
  readonly rows: readonly NodeId[];
}

interface StructuredEffect {
  readonly block: StructuredBlock;
  readonly parameters: StructuredParameters;
  readonly measured: MeasuredStructure | undefined;
  readonly sd: NodeId;
  readonly shape: NodeId | undefined;
}

/** `rw1(age)[35]`; with `by`, `rw1(age, by=sex)[female, 35]`. */
export function nodeEffectName(
  { term, nodes, copies }: Pick<StructuredBlock, "term" | "nodes" | "copies">,
  place: number,
): string {
  const copy = copies[Math.floor(place / nodes.length)]!;
  const node = nodes[place % nodes.length]!;
  return copy === "" ? `${term}[${node}]` : `${term}[${copy}, ${node}]`;
}

function addShape(
  context: ModelContext,
  { shape, term }: StructuredParameters,
  measured: MeasuredStructure | undefined,
): NodeId | undefined {
  if (!shape) return undefined;
  const { builder, densities } = context;
  const prior = boundedPriorOf(shape, measured);
  const { lower, upper } = prior;
  const free = context.take([term], `unconstrained ${shape.name}`);
  densities.push(builder.add("bounded_prior", [free], prior, `prior of ${shape.name}`));
  return builder.add("interval", [free], { lower, upper }, shape.name);
}

/** Independent standard normal coordinates, with their density. */
function addNormals(context: ModelContext, term: string, count: number): NodeId {
  const { builder, densities } = context;
  const z = context.take(new Array<string>(count).fill(term), `standardised ${term}`);
  densities.push(builder.add("standard_normal", [z], {}, `prior of standardised ${term}`));
  return z;
}

/** Effects of precision R. */
function addRoot(context: ModelContext, { block, measured }: StructuredEffect): NodeId {
  const { matrix, nullSpaces, rank } = measured!;
  const copies = block.copies.length;
  const z = addNormals(context, block.term, rank * copies);
  const attributes = { matrix, nullSpaces, rank, copies };
  return context.builder.add("structure_root", [z], attributes, `root of ${block.term}`);
}

/** The trend of a smooth walk, one coordinate of flat prior for each copy; undefined without one. */
function addTrend(
  context: ModelContext,
  { block, measured }: StructuredEffect,
): NodeId | undefined {
  const trend = measured!.nullSpaces.flatMap(({ directions }) => directions.slice(1))[0];
  if (!trend) return undefined;
  const copies = block.copies.length;
  const columns = block.copies.map((_, copy) => {
    const column = new Float64Array(copies * trend.length);
    column.set(trend, copy * trend.length);
    return column;
  });
  const slopes = context.take(new Array<string>(copies).fill(block.term), `trend of ${block.term}`);
  const attributes = { columns, rows: false };
  return context.builder.add("columns_times", [slopes], attributes, `trend of ${block.term}`);
}

function addScaled(context: ModelContext, effect: StructuredEffect): NodeId {
  const { builder } = context;
  const { term } = effect.block;
  const root = addRoot(context, effect);
  const trend = addTrend(context, effect);
  const scaled = builder.add("multiply", [effect.sd, root], {}, trend === undefined ? term : "");
  return trend === undefined ? scaled : builder.add("add", [scaled, trend], {}, term);
}

/** sd (√(1 − φ) v + √φ u). */
function addMixed(context: ModelContext, effect: StructuredEffect): NodeId {
  const { builder } = context;
  const { term, nodes, copies } = effect.block;
  const v = addNormals(context, term, nodes.length * copies.length);
  const u = addRoot(context, effect);
  const rest = builder.add("affine", [effect.shape!], { scale: -1, shift: 1 }, `1 - phi`);
  const ofV = builder.add("multiply", [effect.sd, builder.add("sqrt", [rest], {})], {});
  const ofU = builder.add("multiply", [effect.sd, builder.add("sqrt", [effect.shape!], {})], {});
  const parts = [builder.add("multiply", [ofV, v], {}), builder.add("multiply", [ofU, u], {})];
  return builder.add("add", parts, {}, term);
}

function addAutoregression(context: ModelContext, effect: StructuredEffect): NodeId {
  const { term, nodes, copies } = effect.block;
  const z = addNormals(context, term, nodes.length * copies.length);
  const inputs = [z, effect.sd, effect.shape!];
  return context.builder.add("autoregression", inputs, { steps: nodes.length }, term);
}

function addEffects(context: ModelContext, effect: StructuredEffect): NodeId {
  switch (effect.block.structure.form) {
    case "scaled":
      return addScaled(context, effect);
    case "mixed":
      return addMixed(context, effect);
    case "autoregressive":
      return addAutoregression(context, effect);
  }
}

function hyperparametersOf({
  parameters: { term, scaleName, shape: named },
  sd,
  shape,
}: StructuredEffect): readonly ReportedNode[] {
  const scale: ReportedNode = {
    node: sd,
    parameters: [{ name: scaleName, role: "sd", term }],
  };
  if (!named || shape === undefined) return [scale];
  return [scale, { node: shape, parameters: [{ name: named.name, role: "shape", term }] }];
}

export function addStructuredTerms(context: ModelContext): StructuredNodes {
  const { spec, builder } = context;
  const effects = spec.design.predictor.structured.map((block, b): StructuredEffect => {
    const parameters = spec.structured[b]!;
    const { scaleName: name, scalePrior: prior, term } = parameters;
    const measured = block.structure.matrix && measureStructure(block.structure);
    const [sd] = addScalarParameters(context, [{ name, term, prior, natural: positive }]);
    return { block, parameters, measured, sd: sd!, shape: addShape(context, parameters, measured) };
  });
  const nodes = effects.map((effect) => addEffects(context, effect));
  return {
    hyperparameters: effects.flatMap(hyperparametersOf),
    effects: effects.map(({ block }, b) => ({
      node: nodes[b]!,
      parameters: Array.from({ length: block.nodes.length * block.copies.length }, (_, place) => ({
        name: nodeEffectName(block, place),
        role: "node",
        term: block.term,
      })),
    })),
    rows: effects.map(({ block: { index, term } }, b) =>
      builder.add("gather", [nodes[b]!], { index, multiplier: undefined, rows: true }, term),
    ),
  };
}
