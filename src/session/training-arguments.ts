/** Arguments of `fit` that a network has a use for, and what they make of its training. */
import { nearestName } from "../diagnostics/index.js";
import { defaultTraining, type TrainingSettings } from "../networks/training-settings.js";
import { noteDefaults } from "./note-defaults.js";
import type { VerbCall } from "./verb.js";

/** Of networks only. */
export const trainingParameters = {
  epochs: { kind: "count", default: "60", help: "networks: passes over all units" },
  restarts: {
    kind: "count",
    default: "3",
    help: "networks: trainings from other starts, of which the best on held-out units is kept",
  },
  batch: { kind: "count", default: "16", help: "networks: whole units in one gradient" },
  held_out: {
    kind: "share",
    default: "0.2",
    help: "networks: the share of units that restarts are compared on",
  },
  learning_rate: {
    kind: "probability",
    default: "0.004",
    help: "networks: where Adam's step starts; it falls to zero along a cosine",
  },
  anneal: {
    kind: "boolean",
    default: "true",
    help: "networks with bayes = true: the weight of the prior rises from 0 to 1 between 30 % and 70 % of the steps",
  },
  joint: {
    kind: "boolean",
    default: "true",
    help: "networks: one for all races, or one for each",
  },
} as const;

type GivenTraining = Readonly<Record<string, unknown>> & { readonly engine?: string | undefined };

const shared = ["model", "engine", "seed"];
const own = Object.keys(trainingParameters);

/** Reports what a network has no use for; false when there was any. */
export function checkTraining(given: GivenTraining, call: VerbCall): boolean {
  const present = Object.keys(given).filter((name) => given[name] !== undefined);
  const foreign = present.filter((name) => !own.includes(name) && !shared.includes(name));
  for (const name of foreign) {
    const nearest = nearestName(name, own);
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${name}\` means nothing to a network`,
      span: call.spanOf(name),
      expected: own.join(", "),
      ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
    });
  }
  const { engine } = given;
  if (engine === undefined || engine === "advi") return foreign.length === 0;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message: `a network cannot be fitted by engine = ${engine}`,
    span: call.spanOf("engine"),
    expected: "engine = advi, or none",
    help: "nuts, inla and pathfinder fit formulas: (1 | party) + (1 | county)",
  });
  return false;
}

/** Reports arguments that only networks have; false when there were any. */
export function checkWithoutTraining(given: GivenTraining, call: VerbCall): boolean {
  const foreign = own.filter((name) => given[name] !== undefined);
  for (const name of foreign)
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${name}\` is for networks, and the model has none`,
      span: call.spanOf(name),
      help: "leave it out, or write dense(...) or deep_mlm(...)",
    });
  return foreign.length === 0;
}

export interface GivenSchedule {
  readonly epochs?: number | undefined;
  readonly restarts?: number | undefined;
  readonly batch?: number | undefined;
  readonly held_out?: number | undefined;
  readonly learning_rate?: number | undefined;
  readonly anneal?: boolean | undefined;
  readonly joint?: boolean | undefined;
  readonly seed?: number | undefined;
}

export function trainingSettings(given: GivenSchedule): TrainingSettings {
  const defaults = defaultTraining;
  return {
    seed: given.seed ?? defaults.seed,
    epochs: given.epochs ?? defaults.epochs,
    unitsPerBatch: given.batch ?? defaults.unitsPerBatch,
    learningRate: given.learning_rate ?? defaults.learningRate,
    restarts: given.restarts ?? defaults.restarts,
    heldOut: given.held_out ?? defaults.heldOut,
    annealing: given.anneal === false ? [0, 0] : defaults.annealing,
    joint: given.joint ?? defaults.joint,
  };
}

/** Says of a call what it left open. */
export function noteTrainingDefaults(
  { seed, epochs }: TrainingSettings,
  given: GivenSchedule,
  call: VerbCall,
): void {
  const open = [
    ...(given.epochs === undefined ? [`epochs = ${epochs}`] : []),
    ...(given.seed === undefined ? [`seed = ${seed}`] : []),
  ];
  if (open.length > 0) noteDefaults(call, open);
}
