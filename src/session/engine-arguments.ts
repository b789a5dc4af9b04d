/** Which arguments of `fit` belong to which engine, and what an engine makes of them. */
import { defaultNutsSettings, mostDraws } from "../engines/nuts/nuts-settings.js";
import type {
  AdaptationRule,
  NutsSettings,
  TrajectoryRule,
} from "../engines/nuts/nuts-settings.js";
import type { AdviSettings } from "../engines/advi/advi-settings.js";
import type { PathfinderSettings } from "../engines/pathfinder/pathfinder-settings.js";
import type { CheckpointFile } from "../posterior/index.js";
import type { InlaSettings } from "../posterior/posterior.js";
import { defaultEngine, engines, ownArguments, type Engine } from "./default-engine.js";
import { noteDefaults } from "./note-defaults.js";
import type { VerbCall } from "./verb.js";

/** Binding has held the word against the choices. */
export function engineOf(given: Readonly<Record<string, unknown>>): Engine {
  return engines.find((engine) => engine === given["engine"]) ?? defaultEngine(given);
}

const stochasticArguments = ["annealing", "batches"] as const;

/** Annealing is a schedule of stochastic gradients, and batches are what makes them so. */
function checkStochastic(given: Readonly<Record<string, unknown>>, call: VerbCall): boolean {
  const { approximation = "deterministic" } = given;
  const idle = stochasticArguments.filter((name) => given[name] !== undefined);
  if (idle.length === 0 || approximation !== "deterministic") return true;
  for (const name of idle)
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${name}\` means nothing to approximation = deterministic`,
      span: call.spanOf(name),
      help: "leave it out, or use approximation = mean_field or full_rank",
    });
  return false;
}

/** Reports arguments that the chosen engine has no use for; false when there were any. */
export function checkEngine(given: Readonly<Record<string, unknown>>, call: VerbCall): boolean {
  const engine = engineOf(given);
  const all = [...new Set(engines.flatMap((one) => ownArguments[one]))];
  const foreign = all.filter(
    (name) => given[name] !== undefined && !ownArguments[engine].includes(name),
  );
  for (const name of foreign) {
    const owners = engines.filter((one) => one !== "auto" && ownArguments[one].includes(name));
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${name}\` means nothing to engine = ${engine}`,
      span: call.spanOf(name),
      help: `leave it out, or use engine = ${owners.join(" or ")}`,
    });
  }
  return foreign.length === 0 && (engine !== "advi" || checkStochastic(given, call));
}

export interface GivenSettings {
  readonly engine: string | undefined;
  readonly draws: number | undefined;
  readonly tune: number | undefined;
  readonly chains: number | undefined;
  readonly target_accept: number | undefined;
  readonly max_treedepth: number | undefined;
  readonly coordinates: string | undefined;
  readonly trajectory: string | undefined;
  readonly adaptation: string | undefined;
  readonly until: number | undefined;
  readonly time: number | undefined;
  readonly checkpoint: CheckpointFile | undefined;
  readonly integration: string | undefined;
  readonly strategy: string | undefined;
  readonly correct: boolean | undefined;
  readonly approximation: string | undefined;
  readonly iterations: number | undefined;
  readonly annealing: number | undefined;
  readonly batches: number | undefined;
  readonly paths: number | undefined;
  readonly seed: number | undefined;
}

/** Binding has held the words against the choices. */
function givenRules({ trajectory, adaptation }: GivenSettings) {
  return {
    ...(trajectory !== undefined && { trajectory: trajectory as TrajectoryRule }),
    ...(adaptation !== undefined && { adaptation: adaptation as AdaptationRule }),
  };
}

export function nutsSettings(
  given: GivenSettings,
  call: VerbCall,
): NutsSettings & { readonly adaptation?: AdaptationRule } {
  const defaults = defaultNutsSettings;
  const open = [
    ...(given.engine === undefined ? ["engine = nuts"] : []),
    ...(given.seed === undefined ? [`seed = ${defaults.seed}`] : []),
  ];
  if (open.length > 0) noteDefaults(call, open);
  return {
    chains: given.chains ?? defaults.chains,
    draws: given.draws ?? (given.until === undefined ? defaults.draws : mostDraws),
    ...(given.until !== undefined && { until: given.until }),
    ...(given.time !== undefined && { time: given.time }),
    ...givenRules(given),
    tune: given.tune ?? defaults.tune,
    targetAccept: given.target_accept ?? defaults.targetAccept,
    maxTreeDepth: given.max_treedepth ?? defaults.maxTreeDepth,
    seed: given.seed ?? defaults.seed,
  };
}

/** What `auto` asks of inla: as many draws as the chains of nuts would have. */
export function correctedSettings(given: GivenSettings, call: VerbCall): GivenSettings {
  const { chains, seed } = defaultNutsSettings;
  if (given.seed === undefined) noteDefaults(call, [`seed = ${seed}`]);
  const draws = given.draws === undefined ? undefined : chains * given.draws;
  return { ...given, engine: "auto", draws, seed: given.seed ?? seed, correct: true };
}

function sharedSettings({ draws, seed }: Pick<GivenSettings, "draws" | "seed">) {
  return { ...(draws !== undefined && { draws }), ...(seed !== undefined && { seed }) };
}

export type GivenToInla = Pick<
  GivenSettings,
  "draws" | "seed" | "integration" | "strategy" | "correct"
>;

export function inlaSettings(given: GivenToInla): Partial<InlaSettings> {
  const { integration, strategy, correct } = given;
  return {
    ...sharedSettings(given),
    ...(integration !== undefined && { integration: integration as InlaSettings["integration"] }),
    ...(correct !== undefined && { correct }),
    ...(strategy !== undefined && { strategy: strategy as InlaSettings["strategy"] }),
  };
}

export function adviSettings(given: GivenSettings): Partial<AdviSettings> {
  const { approximation, iterations, annealing, batches } = given;
  return {
    ...sharedSettings(given),
    ...(approximation !== undefined && {
      approximation: approximation as AdviSettings["approximation"],
    }),
    ...(iterations !== undefined && { iterations }),
    ...(annealing !== undefined && { annealing }),
    ...(batches !== undefined && { batches }),
  };
}

export function pathfinderSettings(given: GivenSettings): Partial<PathfinderSettings> {
  const { paths, iterations } = given;
  return {
    ...sharedSettings(given),
    ...(paths !== undefined && { paths }),
    ...(iterations !== undefined && { iterations }),
  };
}
