/** A fit that changes its coordinates, then its step, where trajectories diverge, and tells what it left. */
import type { CompiledModel } from "../../compiler/index.js";
import type { NutsSettings } from "../../engines/nuts/index.js";
import { fitModel, type FitOptions } from "../fit-model.js";
import type { LeftAttempt, NutsPosterior } from "../posterior.js";
import { buildCoordinates } from "./choose-coordinates.js";
import type { CoordinateWish } from "./coordinate-wish.js";

/** A share of draws whose trajectories diverged above which something else is tried. */
const tolerated = 0.001;
/** Steps small enough for what the coordinates leave of funnels. */
const carefulAccept = 0.95;

export function countDivergences({ statistics }: NutsPosterior): number {
  return statistics.reduce(
    (sum, { divergent }) => sum + divergent.reduce((count, flag) => count + flag, 0),
    0,
  );
}

export interface Attempt {
  readonly settings: NutsSettings;
  readonly options: FitOptions;
}

type Fit = (attempt: Attempt) => Promise<NutsPosterior>;

function isClean(posterior: NutsPosterior): boolean {
  const { chains, drawsPerChain } = posterior.draws;
  return posterior.interrupted || countDivergences(posterior) <= tolerated * chains * drawsPerChain;
}

function leftAttempt(posterior: NutsPosterior): LeftAttempt {
  const { coordinates, targetAccept } = posterior.settings;
  return { coordinates, targetAccept, divergences: countDivergences(posterior) };
}

/** The first clean fit of the attempts, or that with the fewest divergences, with what was left for it. */
export async function firstClean(
  first: Attempt,
  others: readonly (() => Promise<Attempt | undefined>)[],
  fit: Fit,
): Promise<NutsPosterior> {
  let best = await fit(first);
  const left: LeftAttempt[] = [];
  for (const other of others) {
    if (isClean(best)) break;
    const attempt = await other();
    const next = attempt && (await fit(attempt));
    if (!next) continue;
    const better = countDivergences(next) < countDivergences(best);
    left.push(leftAttempt(better ? best : next));
    if (better) best = next;
  }
  return left.length > 0 ? { ...best, left } : best;
}

/** From `levels` to `joint`, where there is one. */
async function jointly(model: CompiledModel, first: Attempt): Promise<Attempt | undefined> {
  if (first.settings.coordinates !== "levels") return undefined;
  const joint = await buildCoordinates(model, "joint");
  if (joint?.choice !== "joint") return undefined;
  return {
    settings: { ...first.settings, coordinates: "joint" },
    options: { ...first.options, coordinates: joint.coordinates },
  };
}

/** Where the choice was the compiler's; as asked for otherwise. */
export function fitSwitching(
  model: CompiledModel,
  settings: NutsSettings,
  wish: CoordinateWish,
  options: FitOptions,
): Promise<NutsPosterior> {
  const first = { settings, options };
  // A run that is kept goes on in the coordinates that it began in, and time is for one run.
  const kept = options.checkpoint !== undefined || settings.time !== undefined;
  const free = wish === "auto" && options.coordinates !== undefined && !kept;
  let last: Attempt = first;
  const others = [
    async () => {
      const joint = await jointly(model, first);
      last = joint ?? last;
      return joint;
    },
    () =>
      Promise.resolve(
        settings.targetAccept < carefulAccept
          ? { ...last, settings: { ...last.settings, targetAccept: carefulAccept } }
          : undefined,
      ),
  ];
  return firstClean(first, free ? others : [], (attempt) =>
    fitModel(model, attempt.settings, attempt.options),
  );
}
