/** The engine of a fit whose user names none: the one that the other arguments speak of, or `auto`. */

export const engines = ["nuts", "inla", "advi", "pathfinder", "auto"] as const;
export type Engine = (typeof engines)[number];

const samplerArguments = [
  "tune",
  "chains",
  "target_accept",
  "max_treedepth",
  "coordinates",
  "trajectory",
  "adaptation",
  "until",
  "time",
  "checkpoint",
];
const integrationArguments = ["integration", "strategy"];

/** Arguments that not every engine has a use for. */
export const ownArguments: Readonly<Record<Engine, readonly string[]>> = {
  nuts: samplerArguments,
  inla: [...integrationArguments, "correct"],
  advi: ["approximation", "iterations", "annealing", "batches"],
  pathfinder: ["paths", "iterations"],
  auto: [...samplerArguments, ...integrationArguments],
};

/** The one engine that has a use for all that was given of these arguments; else `auto` chooses. */
export function defaultEngine(given: Readonly<Record<string, unknown>>): Engine {
  const special = [...new Set(engines.flatMap((one) => ownArguments[one]))];
  const present = special.filter((name) => given[name] !== undefined);
  if (present.length === 0) return "auto";
  const serves = (engine: Engine): boolean =>
    present.every((name) => ownArguments[engine].includes(name));
  return engines.find((engine) => engine !== "auto" && serves(engine)) ?? "auto";
}
