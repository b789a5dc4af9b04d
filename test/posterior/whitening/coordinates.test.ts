/** Coordinates of a Laplace fit: the same posterior, gradients that differences confirm, and good geometry. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, summary, type Model } from "../../../src/index.js";
import { openStream } from "../../../src/math/index.js";
import { defaultNutsSettings } from "../../../src/engines/nuts/index.js";
import { interleave, openChains, type ChainJob } from "../../../src/posterior/chain-runner.js";
import { openChainSpace } from "../../../src/posterior/whitening/chain-coordinates.js";
import { buildCoordinates } from "../../../src/posterior/whitening/choose-coordinates.js";
import type { CoordinateWish } from "../../../src/posterior/whitening/coordinate-wish.js";

const random = openStream(4, "whitening");
const rows = 240;
const column = (levels: number, name: string): readonly string[] =>
  Array.from({ length: rows }, () => `${name}${Math.floor(levels * random.uniform())}`);
const [g, h, k] = [column(40, "g"), column(5, "h"), column(6, "k")];
const x = Array.from({ length: rows }, () => random.normal());
const effects = new Map(
  [...new Set([...g, ...h, ...k])].map((level) => [level, 0.6 * random.normal()]),
);
const eta = x.map(
  (value, i) => 0.3 + 0.5 * value + [g, h, k].reduce((sum, of) => sum + effects.get(of[i]!)!, 0),
);
const data = frameFromColumns("d", {
  g,
  h,
  k,
  x,
  n: x.map(() => 8),
  e: x.map(() => 0.7),
  yes: eta.map(
    (value) =>
      Array.from({ length: 8 }, () => random.uniform()).filter(
        (u) => u < 1 / (1 + Math.exp(-value)),
      ).length,
  ),
  y: eta.map((value) => value + 0.7 * random.normal()),
});

const models: readonly (readonly [string, Model, CoordinateWish, string | undefined])[] = [
  ["one group", compile("p(yes, n) ~ x + (1 | g)", data, { family: "binomial" }), "auto", "levels"],
  [
    "crossed groups, jointly",
    compile("p(yes, n) ~ x + (1 | g) + (1 | h) + (1 | k)", data, { family: "binomial" }),
    "auto",
    "joint",
  ],
  [
    "crossed groups, level by level",
    compile("p(yes, n) ~ x + (1 | g) + (1 | h) + (1 | k)", data, { family: "binomial" }),
    "levels",
    "levels",
  ],
  ["a normal response", compile("y ~ x + (1 | h) + (1 | k)", data), "auto", "integrated"],
  ["a normal response, jointly", compile("y ~ x + (1 | h) + (1 | k)", data), "joint", "joint"],
  ["a normal line", compile("y ~ x", data), "auto", "integrated"],
  ["known errors", compile("se(y, e) ~ x + (1 | g)", data), "auto", "integrated"],
  ["no groups", compile("p(yes, n) ~ x", data, { family: "binomial" }), "auto", "levels"],
  ["slopes that vary", compile("y ~ x + (x | g)", data), "auto", "integrated"],
  ["slopes that vary, on all latents", compile("y ~ x + (x | h)", data), "levels", "levels"],
  [
    "counts with slopes that vary",
    compile("p(yes, n) ~ x + (x | g) + (1 | k)", data, { family: "binomial" }),
    "auto",
    "levels",
  ],
  ["a wish for its own", compile("y ~ x + (1 | h)", data), "own", undefined],
];

describe("coordinates of a Laplace fit", () => {
  it.each(models)("of %s are chosen as told", async (_name, model, wish, choice) => {
    expect((await buildCoordinates(model, wish))?.choice).toBe(choice);
  });

  it.each(models.filter(([, , , choice]) => choice !== undefined))(
    "of %s have the gradient that differences give",
    async (_name, model, wish) => {
      const { coordinates, choice } = (await buildCoordinates(model, wish))!;
      const space = openChainSpace(model.plan, coordinates);
      const mapped = space.target;
      expect(mapped.dimension).toBe(
        choice === "integrated" ? space.hyperparameters : model.plan.dimension,
      );
      const noise = openStream(9, "position");
      const at = Float64Array.from({ length: mapped.dimension }, () => 0.6 * noise.normal());
      const [gradient, unused] = [new Float64Array(at.length), new Float64Array(at.length)];
      mapped.logDensityAndGradient(at, gradient);
      const step = 1e-3;
      const moved = (i: number, by: number): number => {
        const position = at.slice();
        position[i]! += by * step;
        return mapped.logDensityAndGradient(position, unused);
      };
      for (let i = 0; i < at.length; i++) {
        const slope = (8 * (moved(i, 1) - moved(i, -1)) - moved(i, 2) + moved(i, -2)) / (12 * step);
        expect(Math.abs(slope - gradient[i]!) / (1 + Math.abs(slope))).toBeLessThan(1e-7);
      }
    },
  );

  it.each(models)(
    "of %s let chains that take turns draw what each draws alone",
    async (_name, model, wish) => {
      const coordinates = (await buildCoordinates(model, wish))?.coordinates;
      const jobs = [0, 1, 2].map((chain): ChainJob => {
        const settings = { ...defaultNutsSettings, draws: 30, tune: 40 };
        return { plan: model.plan, settings, chain, coordinates };
      });
      const run = (some: readonly ChainJob[]) => {
        const chains = interleave(openChains(some, () => 0));
        let step = chains.next();
        while (step.done !== true) step = chains.next();
        return step.value;
      };
      expect(run(jobs)).toEqual(jobs.flatMap((job) => run([job])));
    },
  );

  it.each(models.filter(([, , , choice]) => choice !== undefined))(
    "of %s sample the same posterior, in fewer steps for each effective draw",
    async (_name, model, wish) => {
      const settings = { engine: "nuts", draws: 1000, chains: 4, seed: 3 } as const;
      const whitened = await fit(model, { ...settings, coordinates: wish });
      const own = await fit(model, { ...settings, coordinates: "own" });
      const others = new Map(summary(own).rows.map((row) => [row.name, row]));
      for (const { name, mean, sd, essBulk } of summary(whitened).rows) {
        const other = others.get(name)!;
        const error = sd * Math.sqrt(1 / essBulk + 1 / other.essBulk);
        // 4.5 standard errors: a false alarm in some 2,000 of such tests; the seed is fixed.
        expect(Math.abs(mean - other.mean), name).toBeLessThan(4.5 * error);
      }
      const cost = (result: typeof own): number => {
        const steps = result.statistics.reduce(
          (sum, one) => sum + one.warmupLeapfrogs + one.leapfrogs.reduce((a, b) => a + b, 0),
          0,
        );
        return steps / Math.min(...summary(result).rows.map(({ essBulk }) => essBulk));
      };
      // Without groups there is little to gain: one scale is left.
      const share = model.spec.group.length > 0 ? 0.7 : 1;
      expect(cost(whitened)).toBeLessThan(share * cost(own));
    },
    40_000,
  );
});
