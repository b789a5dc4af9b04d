/** Trains the network of a model and judges it by the units that it did not see. */
import type { Diagnostic } from "../../../diagnostics/index.js";
import type { NetworkModel } from "../../../model/index.js";
import {
  trainNetwork,
  type EpochTrace,
  type RaceNetwork,
  type TrainedNetwork,
  type TrainingOptions,
  type TrainingSettings,
} from "../../../networks/index.js";
import { listText } from "../../../posterior/number-text.js";
import type { NetworkFit } from "./network-fit.js";

/** The last epoch of every restart, in order. */
export function restartsOf({ trace }: RaceNetwork): readonly EpochTrace[] {
  const last = new Map(trace.map((epoch) => [epoch.restart, epoch]));
  return [...last.values()].sort((a, b) => a.restart - b.restart);
}

/** Where the chosen restart ended; absent where training was stopped before an epoch. */
export function chosenEpoch(network: RaceNetwork): EpochTrace | undefined {
  return restartsOf(network).find(({ restart }) => restart === network.restart);
}

/** Log sds of weights start at -6; a training that is long enough leaves that far behind. */
const hardlyMoved = -4;

/** The mean log sd of all weights; undefined where they have none. */
function meanLogSd({ layers }: RaceNetwork): number | undefined {
  const all = layers.flatMap(({ bayes }) => (bayes ? [bayes.logSds] : []));
  if (all.length === 0) return undefined;
  const sum = all.reduce((total, own) => total + own.reduce((a, b) => a + b, 0), 0);
  return sum / all.reduce((count, own) => count + own.length, 0);
}

function judge(network: TrainedNetwork, name: string): readonly Diagnostic[] {
  const poor = network.networks.filter((one) => {
    const heldOut = chosenEpoch(one)?.heldOut;
    return heldOut !== undefined && !(heldOut.rSquared > 0);
  });
  const namesOf = (networks: readonly RaceNetwork[]): readonly string[] =>
    networks.flatMap((one) => one.races.map((race) => race.name));
  const races = namesOf(poor);
  const sure = namesOf(network.networks.filter((one) => (meanLogSd(one) ?? 0) < hardlyMoved));
  return [
    ...(sure.length > 0
      ? [
          {
            code: "network-too-sure",
            severity: "warning",
            message: `the weights of the network of ${listText(sure)} are nearly as certain as training started them: intervals over them are too narrow`,
            help: "train longer (epochs), or with fewer units in a gradient (batch)",
          } as const,
        ]
      : []),
    ...(network.stopped
      ? [
          {
            code: "network-stopped",
            severity: "warning",
            message: `the training of ${name} was stopped: this is the best of what there was`,
          } as const,
        ]
      : []),
    ...(races.length > 0
      ? [
          {
            code: "network-no-better",
            severity: "warning",
            message: `the network of ${listText(races)} predicts held-out units no better than their mean`,
            help: "train longer (epochs, restarts), or give it columns that tell units apart",
          } as const,
        ]
      : []),
  ];
}

export async function fitNetwork(
  model: NetworkModel,
  settings: TrainingSettings,
  { now, ...options }: TrainingOptions & { readonly now: () => number },
): Promise<NetworkFit> {
  const started = now();
  const { inputs, races, shape } = model;
  const network = await trainNetwork(inputs, races, shape, settings, { ...options, now });
  return {
    kind: "network",
    model,
    network,
    settings,
    seconds: now() - started,
    diagnostics: judge(network, model.name),
  };
}
