/** A Gaussian likelihood with identity link becomes a quadratic form when that is cheaper than its rows. */
import { cholesky, solveCholesky } from "../../math/index.js";
import type { GraphNode } from "../graph.js";
import type { OpAttributes } from "../ops/index.js";
import { addendRowCost, likelihoodRowCost, smallCosts } from "../plan/cost.js";
import { onlyLikelihood, rowCountOf } from "./observation-rows.js";
import { predictorTerms } from "./predictor-terms.js";
import { copyGraph, type Rewrite } from "./rewrite.js";
import { openDesignRows, type DesignRows } from "./design-rows.js";

/** Sums run over blocks first: one running sum over many rows loses digits. */
const blockRows = 512;

/** Relative size of what makes the normal equations solvable; the statistics stay exact whatever it is. */
const ridge = 1e-10;

interface NormalEquations {
  readonly gram: Float64Array;
  readonly right: Float64Array;
}

/** XᵀWX and XᵀW target. */
function normalEquations(
  rows: DesignRows,
  weight: Float64Array,
  target: Float64Array,
): NormalEquations {
  const size = rows.columnCount;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const blockGram = new Float64Array(size * size);
  for (let start = 0; start < weight.length; start += blockRows) {
    blockGram.fill(0);
    for (let i = start; i < Math.min(start + blockRows, weight.length); i++) {
      const { columns, values } = rows.read(i);
      for (let a = 0; a < columns.length; a++) {
        const scaled = weight[i]! * values[a]!;
        right[columns[a]!]! += scaled * target[i]!;
        const base = columns[a]! * size;
        for (let b = 0; b < a; b++) blockGram[base + columns[b]!]! += scaled * values[b]!;
        blockGram[base + columns[a]!]! += 0.5 * scaled * values[a]!;
      }
    }
    for (let at = 0; at < gram.length; at++) gram[at]! += blockGram[at]!;
  }
  return { gram: mirrored(gram, size), right };
}

/** Half of every product was added, on one side of the diagonal or the other. */
function mirrored(half: Float64Array, size: number): Float64Array {
  const full = new Float64Array(half.length);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      const value = half[j * size + k]! + half[k * size + j]!;
      full[j * size + k] = value;
      full[k * size + j] = value;
    }
  }
  return full;
}

/** Close to least squares; where columns are collinear, one of the solutions. */
function nearLeastSquares({ gram, right }: NormalEquations): Float64Array | undefined {
  const size = right.length;
  const matrix = gram.slice();
  for (let j = 0; j < size; j++) matrix[j * size + j]! += ridge * (gram[j * size + j]! || 1);
  const factor = cholesky(matrix, size);
  if (!factor) return undefined;
  const solution = right.slice();
  solveCholesky(factor, size, solution);
  return solution;
}

function residuals(rows: DesignRows, target: Float64Array, centre: Float64Array): Float64Array {
  const result = target.slice();
  for (let i = 0; i < result.length; i++) {
    const { columns, values } = rows.read(i);
    for (let a = 0; a < columns.length; a++) result[i]! -= values[a]! * centre[columns[a]!]!;
  }
  return result;
}

function sufficientAttributes(
  node: GraphNode<"likelihood">,
  rows: DesignRows,
): OpAttributes["gaussian_sufficient"] | undefined {
  const [mean, weight, squares] = node.attributes.statistics;
  const target = mean!.slice();
  for (let i = 0; i < target.length; i++) target[i]! -= rows.offset(i);
  const equations = normalEquations(rows, weight!, target);
  const centre = nearLeastSquares(equations);
  if (!centre) return undefined;
  const left = residuals(rows, target, centre);
  const residualGradient = new Float64Array(centre.length);
  let residualSquares = 0;
  let total = 0;
  for (let i = 0; i < left.length; i++) {
    const weighted = weight![i]! * left[i]!;
    residualSquares += squares![i]! + weighted * left[i]!;
    total += weight![i]!;
    const { columns, values } = rows.read(i);
    for (let a = 0; a < columns.length; a++)
      residualGradient[columns[a]!]! += weighted * values[a]!;
  }
  return {
    gram: equations.gram,
    centre,
    residualGradient,
    residualSquares,
    weight: total,
    constant: node.attributes.constant,
    rowCount: left.length,
  };
}

/** With more coefficients, preparing the form costs more than sampling gets back. */
const mostCoefficients = 500;

/** True when the quadratic form costs clearly less than the rows. */
function isWorthwhile(
  node: GraphNode<"likelihood">,
  terms: readonly GraphNode[],
  { columnCount }: DesignRows,
): boolean {
  const perRow = terms.reduce((total, term) => total + addendRowCost(term), 0);
  const byRows = rowCountOf(node) * (perRow + likelihoodRowCost(node));
  const byForm = smallCosts.product * columnCount * columnCount;
  return columnCount > 0 && columnCount <= mostCoefficients && byForm < 0.7 * byRows;
}

export const gaussianSufficientStatistics: Rewrite = (graph) => {
  const node = onlyLikelihood(graph);
  const family = node?.attributes.family;
  if (!node || family !== "gaussian" || node.attributes.link !== "identity") {
    return { graph, notes: [] };
  }
  const terms = predictorTerms(graph, node.inputs[0]!);
  const rows = openDesignRows(graph, terms);
  const attributes = isWorthwhile(node, terms, rows) ? sufficientAttributes(node, rows) : undefined;
  if (!attributes) return { graph, notes: [] };
  const rewritten = copyGraph(graph, (old, builder, mapped) => {
    if (old.id !== node.id) return undefined;
    const joined = builder.add("concat", rows.coefficients.map(mapped), {}, "all coefficients");
    const inputs = [joined, mapped(node.inputs[1]!)];
    return builder.add("gaussian_sufficient", inputs, attributes, node.label);
  });
  const note = `Gaussian sufficient statistics: ${attributes.rowCount} rows → a quadratic form in ${attributes.centre.length} coefficients`;
  return { graph: rewritten, notes: [note] };
};
