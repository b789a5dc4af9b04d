/** What a strategy knows of the conditional densities of latents, and of combinations, besides a normal. */
import { innerProduct } from "../../math/index.js";
import { openLaplaceCorrection } from "./laplace-corrections.js";
import { freeDirectionOf, unitWeights, type LatentDirection } from "./latent-directions.js";
import type { MarginalDensity } from "./marginal-density.js";
import { skewNormalOf, type SkewNormal, type SkewNormals } from "./skewed-marginals.js";

/**
 * How p(x | theta, y) is approximated beyond its mode and curvature; `laplace` is Laplace's method for the
 * intercept and common coefficients and `simplified_laplace` for the rest, `laplace_all` for every latent.
 */
export type LatentStrategy =
  "gaussian" | "variational" | "simplified_laplace" | "laplace" | "laplace_all";

export interface LatentShapes {
  readonly skewed: SkewNormals;
  /** By latent, where Laplace's method was asked: log p(t) + t²/2 at `laplaceAbscissas`, t = (x − mode) / sd. */
  readonly corrections: readonly (Float64Array | undefined)[];
}

export interface CombinationShape {
  readonly skewed: SkewNormal;
  readonly correction?: Float64Array;
}

/** Both at the last conditional mode, whose gradient was asked and which Laplace's method loses. */
export interface ConditionalShapes {
  latents(theta: Float64Array, strategy: LatentStrategy): LatentShapes;
  /**
   * Laplace's method serves combinations as soon as it serves common coefficients; nothing is said of what
   * constraints fix.
   */
  combinations(
    theta: Float64Array,
    strategy: LatentStrategy,
    directions: readonly LatentDirection[],
  ): readonly (CombinationShape | undefined)[];
}

export function hasShapes(strategy: LatentStrategy): boolean {
  return strategy !== "gaussian" && strategy !== "variational";
}

export function openConditionalShapes(density: MarginalDensity): ConditionalShapes {
  const { system, mode } = density.conditional;
  const { latentCount: n, commonStart } = system.target;
  const { orders } = density;
  const laplace = openLaplaceCorrection(density);

  const latents = (theta: Float64Array, strategy: LatentStrategy): LatentShapes => {
    const at = mode.slice();
    const [location, scale, shape] = [at.slice(), new Float64Array(n), new Float64Array(n)];
    const asked: { latent: number; direction: LatentDirection; slope: number }[] = [];
    const first = { laplace: commonStart, laplace_all: 0 }[strategy as string] ?? n;
    for (let j = 0; j < n; j++) {
      const direction = freeDirectionOf(system, unitWeights(n, j));
      if (!(direction.variance > 0)) continue;
      const terms = orders.cubicTerms(direction);
      const skew = skewNormalOf(at[j]!, direction.variance, terms);
      [location[j], scale[j], shape[j]] = [skew.location, skew.scale, skew.shape];
      if (j >= first) asked.push({ latent: j, direction, slope: terms.first });
    }
    const corrections = new Array<Float64Array | undefined>(n).fill(undefined);
    for (const { latent, direction, slope } of asked)
      corrections[latent] = laplace(theta, at, direction, slope);
    return { skewed: { location, scale, shape }, corrections };
  };

  const combinations = (
    theta: Float64Array,
    strategy: LatentStrategy,
    directions: readonly LatentDirection[],
  ): readonly (CombinationShape | undefined)[] => {
    const at = mode.slice();
    const free = (direction: LatentDirection): boolean => direction.variance > 0;
    const terms = directions.map((each) => (free(each) ? orders.cubicTerms(each) : undefined));
    return directions.map((direction, k) => {
      const { weights, variance } = direction;
      if (!terms[k]) return undefined;
      const skewed = skewNormalOf(innerProduct(weights, at), variance, terms[k]);
      if (strategy === "simplified_laplace") return { skewed };
      return { skewed, correction: laplace(theta, at, direction, terms[k].first) };
    });
  };

  return { latents, combinations };
}
