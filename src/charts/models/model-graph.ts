/** A model as a graph of its parameters, effects and response, with the plates that they are repeated over. */
import type { ModelSpec, ResolvedPrior } from "../../model/model-spec.js";
import { printDistribution } from "../../vocabulary/index.js";

/** `scale` and `parameter` are drawn from priors, `effect` from scales, `mean` is computed, `response` observed. */
export type NodeRole = "scale" | "effect" | "parameter" | "auxiliary" | "mean" | "response";

export interface ModelNode {
  readonly id: number;
  readonly role: NodeRole;
  readonly name: string;
  /** What it is drawn from or computed as. */
  readonly detail: string;
  /** Nodes that it depends on. */
  readonly parents: readonly number[];
  /** What it is repeated over, and how often; absent for a single one. */
  readonly plate?: { readonly name: string; readonly size: number };
}

type Node = Omit<ModelNode, "id">;

/** More coefficients than these are one node. */
const mostCoefficients = 4;

const drawnFrom = (prior: ResolvedPrior): string => `~ ${printDistribution(prior.distribution)}`;

function coefficientNodes({ intercept, common }: ModelSpec): readonly Node[] {
  const single = (name: string, prior: ResolvedPrior): Node => ({
    role: "parameter",
    name,
    detail: drawnFrom(prior),
    parents: [],
  });
  const own = common.map(({ name, prior }) => single(name, prior));
  const priors = [...new Set(own.map(({ detail }) => detail))];
  const together: Node = {
    role: "parameter",
    name: "coefficients",
    detail: priors.length === 1 ? (priors[0] ?? "") : `${priors.length} priors`,
    parents: [],
    plate: { name: "columns", size: own.length },
  };
  return [
    ...(intercept ? [single(intercept.name, intercept.prior)] : []),
    ...(own.length > mostCoefficients ? [together] : own),
  ];
}

function addGroups(spec: ModelSpec, add: (node: Node) => number): readonly number[] {
  return spec.design.predictor.group.map(({ term, factor, effectNames }, at) => {
    const { scaleNames = [], scalePriors = [], correlationPrior } = spec.group[at] ?? {};
    const scales = scalePriors.map((prior, k) =>
      add({ role: "scale", name: scaleNames[k] ?? "", detail: drawnFrom(prior), parents: [] }),
    );
    const correlation =
      correlationPrior &&
      add({
        role: "scale",
        name: `cor(${term})`,
        detail: drawnFrom(correlationPrior),
        parents: [],
      });
    return add({
      role: "effect",
      name: term,
      detail: effectNames.length === 1 ? "~ Normal(0, sd)" : "~ Normal(0, Σ)",
      parents: [...scales, ...(correlation === undefined ? [] : [correlation])],
      plate: { name: factor.name, size: factor.levels.length },
    });
  });
}

function addStructured(spec: ModelSpec, add: (node: Node) => number): readonly number[] {
  return spec.design.predictor.structured.map(({ term, effect, column, nodes, copies }, at) => {
    const own = spec.structured[at];
    if (own === undefined) throw new Error(`no parameters of ${term}`);
    const { scaleName, scalePrior, shape } = own;
    const parents = [
      add({ role: "scale", name: scaleName, detail: drawnFrom(scalePrior), parents: [] }),
      ...(shape
        ? [add({ role: "scale", name: shape.name, detail: drawnFrom(shape.prior), parents: [] })]
        : []),
    ];
    return add({
      role: "effect",
      name: term,
      detail: `~ ${effect}`,
      parents,
      plate: { name: column, size: nodes.length * copies.length },
    });
  });
}

/** Parents stand before their children. */
export function modelGraph(spec: ModelSpec): readonly ModelNode[] {
  const nodes: ModelNode[] = [];
  const add = (node: Node): number => nodes.push({ ...node, id: nodes.length }) - 1;
  const terms = [
    ...coefficientNodes(spec).map(add),
    ...addGroups(spec, add),
    ...addStructured(spec, add),
  ];
  const rows = { name: "rows", size: spec.design.rows.length };
  const { family, link, auxiliary, design } = spec;
  const mean = add({
    role: "mean",
    name: family === "binomial" || family === "bernoulli" ? "p" : "mu",
    detail: link === "identity" ? "= sum of terms" : `${link}(...) = sum of terms`,
    parents: terms,
    plate: rows,
  });
  const others = auxiliary.map(({ name, prior }) =>
    add({ role: "auxiliary", name, detail: drawnFrom(prior), parents: [] }),
  );
  add({
    role: "response",
    name: design.response.text,
    detail: `~ ${family}`,
    parents: [mean, ...others],
    plate: rows,
  });
  return nodes;
}
