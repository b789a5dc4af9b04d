/** Multi-path pathfinder: normals along several paths, pooled by importance (Zhang et al. 2022, algorithm 2). */
import { openStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { drawByImportance } from "../variational/importance-draws.js";
import type {
  VariationalDraws,
  VariationalFailure,
  VariationalRun,
} from "../variational/variational-progress.js";
import { followPath, type Path } from "./path.js";
import type { PathfinderSettings } from "./pathfinder-settings.js";
import { startingPoint } from "./starting-point.js";

/** Draws depend on the target and the settings only. */
export function* pathfinder(
  target: LogDensity,
  settings: PathfinderSettings,
): VariationalRun<VariationalDraws | VariationalFailure> {
  const paths: Path[] = [];
  for (let path = 0; path < settings.paths; path++) {
    const random = openStream(settings.seed, "pathfinder", path);
    const start = startingPoint(target, random, false);
    if (start === undefined) return "no-finite-start";
    const found = yield* followPath(target, start, settings.iterations, random);
    if (found === "stopped") return "stopped";
    if (found) paths.push(found);
  }
  if (paths.length === 0) return "no-approximation";
  const total = (of: (path: Path) => number): number =>
    paths.reduce((sum, path) => sum + of(path), 0);
  return yield* drawByImportance(
    target,
    paths.map(({ normal }) => normal),
    settings.draws,
    openStream(settings.seed, "pathfinder draws"),
    {
      iterations: total(({ iterations }) => iterations),
      gradients: total(({ gradients }) => gradients),
      converged: paths.some(({ converged }) => converged),
    },
  );
}
