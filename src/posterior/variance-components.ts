/** Standard deviations and variances of the group effects and the residuals, each from its own marginal. */
import { valuesOf } from "./marginals/transformed.js";
import { parameterDraws } from "./draws.js";
import type { InlaPosterior, Posterior } from "./posterior.js";
import type { ResultTable } from "./result-table.js";

interface Component {
  readonly name: string;
  readonly sd: number;
  readonly variance: number;
  readonly precision: number;
}

/** Averages of the sd, its square and the inverse of that, over weighted values of the sd. */
function averages(name: string, sds: Float64Array, weights?: Float64Array): Component {
  let [mass, sd, variance, precision] = [0, 0, 0, 0];
  sds.forEach((value, i) => {
    const weight = weights ? weights[i]! : 1;
    mass += weight;
    sd += weight * value;
    variance += weight * value * value;
    precision += weight / (value * value);
  });
  return { name, sd: sd / mass, variance: variance / mass, precision: precision / mass };
}

function fromMarginals({ model, marginals }: InlaPosterior): readonly Component[] {
  return model.parameters.flatMap(({ name, role }, at) => {
    const marginal = marginals[at];
    const isScale = role === "sd" || name === "sigma";
    if (!isScale || marginal === undefined) return [];
    if (marginal.kind === "weighted") return [averages(name, marginal.values, marginal.weights)];
    if (marginal.kind !== "transformed") return [];
    return [averages(name, valuesOf(marginal), marginal.coordinate.density)];
  });
}

function fromDraws({ draws }: Posterior): readonly Component[] {
  return draws.parameters.flatMap(({ name, role }, at) =>
    role === "sd" || name === "sigma" ? [averages(name, parameterDraws(draws, at))] : [],
  );
}

/** One over the mean precision is what R-INLA users often report; it is none of the other two. */
export function varianceComponents(posterior: Posterior): ResultTable {
  const components = posterior.engine === "inla" ? fromMarginals(posterior) : fromDraws(posterior);
  const number = (name: string) => ({ name, format: "number" as const });
  return {
    kind: "table",
    title: `Variance components of ${posterior.model.spec.name}`,
    columns: [
      { name: "component", format: "text" },
      ...["E[sd]", "E[variance]", "1/E[precision]"].map(number),
    ],
    rows: components.map(({ name, sd, variance, precision }) => [
      name.startsWith("sd(") ? name.slice(3, -1) : name,
      sd,
      variance,
      1 / precision,
    ]),
    notes: ["each an average over the posterior; 1/E[precision] is smaller than E[variance]"],
  };
}
