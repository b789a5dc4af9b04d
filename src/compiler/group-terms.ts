/** Group effects: scales, correlations, standard normal coordinates, and what they add to each row. */
import type { GroupBlock } from "../design/design-blocks.js";
import { pairCount, type NodeId } from "../graph/index.js";
import type { GroupParameters } from "../model/model-spec.js";
import type { ReportedParameter } from "../target/index.js";
import type { ModelContext, ReportedNode } from "./model-context.js";
import { addScalarParameters, positive, type ScalarParameter } from "./scalar-parameters.js";

export interface GroupNodes {
  /** Scales and correlations, block by block, in the reported order. */
  readonly hyperparameters: readonly ReportedNode[];
  /** Group effects, block by block. */
  readonly effects: readonly ReportedNode[];
  /** Addends of the linear predictor. */
  readonly rows: readonly NodeId[];
}

interface GroupTerm {
  readonly block: GroupBlock;
  readonly parameters: GroupParameters;
}

interface Correlation {
  /** Cholesky factor. */
  readonly factor: NodeId;
  readonly reported: ReportedNode;
}

/** `1|state[CA]`, `x|g[g1]`, `a|g[g1, a2]`: the level, then what distinguishes the effect in its term. */
export function groupEffectName(block: GroupBlock, effect: number, level: string): string {
  const term = block.effectTerms[effect]!;
  const expression = term.slice(0, term.length - block.factor.name.length - 1);
  const name = block.effectNames[effect]!;
  const rest = name.startsWith(`${expression}[`) ? name.slice(expression.length + 1, -1) : "";
  return rest === "" ? `${term}[${level}]` : `${term}[${level}, ${rest}]`;
}

function scalesOf({ block, parameters }: GroupTerm): readonly ScalarParameter[] {
  return parameters.scaleNames.map((name, effect) => ({
    name,
    term: block.effectTerms[effect]!,
    prior: parameters.scalePriors[effect]!,
    natural: positive,
  }));
}

function correlationNames({ factor, effectNames, term }: GroupBlock): readonly ReportedParameter[] {
  return effectNames.flatMap((later, i) =>
    effectNames.slice(0, i).map((earlier): ReportedParameter => ({
      name: `cor(${earlier},${later}|${factor.name})`,
      role: "correlation",
      term,
    })),
  );
}

/** The effects' correlation under an LKJ prior; undefined where they are independent. */
function addCorrelation(
  context: ModelContext,
  { block, parameters }: GroupTerm,
): Correlation | undefined {
  const size = block.effectNames.length;
  if (!block.correlated || size < 2) return undefined;
  const { builder, densities } = context;
  const name = `correlations of ${block.term}`;
  const terms = new Array<string>(pairCount(size)).fill(block.term);
  const free = context.take(terms, `unconstrained ${name}`);
  const factor = builder.add("correlation_cholesky", [free], { size }, `factor of ${name}`);
  const eta = parameters.correlationPrior?.distribution.parameters[0] ?? 1;
  densities.push(
    builder.add("correlation_log_jacobian", [free], { size }, `Jacobian of ${name}`),
    builder.add("lkj", [factor], { size, eta }, `prior of ${name}`),
  );
  const node = builder.add("correlations", [factor], { size }, name);
  return { factor, reported: { node, parameters: correlationNames(block) } };
}

function addRows(
  { builder }: ModelContext,
  { factor, effectNames, effectTerms, effectColumns }: GroupBlock,
  effects: NodeId,
): readonly NodeId[] {
  const k = effectNames.length;
  return effectColumns.map((multiplier, effect) => {
    const index = k === 1 ? factor.index : new Int32Array(factor.index.length);
    if (k > 1) for (let i = 0; i < index.length; i++) index[i] = factor.index[i]! * k + effect;
    const attributes = { index, multiplier, rows: true };
    return builder.add("gather", [effects], attributes, effectTerms[effect]);
  });
}

function effectNames(block: GroupBlock): readonly ReportedParameter[] {
  return block.factor.levels.flatMap((level) =>
    block.effectTerms.map((term, effect): ReportedParameter => ({
      name: groupEffectName(block, effect, level),
      role: "group",
      term,
    })),
  );
}

export function addGroupTerms(context: ModelContext): GroupNodes {
  const { spec, builder, densities } = context;
  const terms = spec.design.predictor.group.map((block, i): GroupTerm => ({
    block,
    parameters: spec.group[i]!,
  }));
  const scales = addScalarParameters(context, terms.flatMap(scalesOf));
  const correlations = terms.map((term) => addCorrelation(context, term));
  const hyperparameters: ReportedNode[] = [];
  const effects: ReportedNode[] = [];
  const rows: NodeId[] = [];
  let taken = 0;
  terms.forEach((term, i) => {
    const { block } = term;
    const k = block.effectNames.length;
    const own = scales.slice(taken, (taken += k));
    const sd = k === 1 ? own[0]! : builder.add("concat", own, {}, `sds of ${block.term}`);
    const correlation = correlations[i];
    const parameters = scalesOf(term).map(({ name, term: owner }): ReportedParameter => ({
      name,
      role: "sd",
      term: owner,
    }));
    hyperparameters.push({ node: sd, parameters });
    if (correlation) hyperparameters.push(correlation.reported);
    const levels = block.factor.levels.length;
    const owners = block.factor.levels.flatMap(() => block.effectTerms);
    const z = context.take(owners, `standardised ${block.term}`);
    densities.push(builder.add("standard_normal", [z], {}, `prior of standardised ${block.term}`));
    const inputs = correlation ? [z, sd, correlation.factor] : [z, sd];
    const u = builder.add("group_effects", inputs, { levels, effects: k }, block.term);
    effects.push({ node: u, parameters: effectNames(block) });
    rows.push(...addRows(context, block, u));
  });
  return { hyperparameters, effects, rows };
}
