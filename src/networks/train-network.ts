/** Trains networks on totals of units: one for all races, or one for each. */
import { checkRows } from "./check-rows.js";
import type { NetworkRows, Race } from "./network-rows.js";
import type { NetworkShape } from "./network-shape.js";
import { raceNetworkOf } from "./race-network.js";
import type { EpochTrace, RaceNetwork, TrainedNetwork } from "./trained-network.js";
import type { TrainingJob } from "./training-job.js";
import type { RunnerHooks, TrainingOptions, TrainingProgress } from "./training-run.js";
import type { TrainingSettings } from "./training-settings.js";
import { holdOut } from "./training/batches.js";
import { trainInProcess } from "./training/in-process.js";

/** Tells how far the training is; epochs that a state brought along take no time. */
function openProgress(
  networks: number,
  { epochs, restarts }: TrainingSettings,
  { onProgress, now = () => performance.now() / 1000 }: TrainingOptions,
): (races: readonly Race[], trace: EpochTrace, finished: number) => void {
  const start = now();
  let here = 0;
  return (races, trace, finished) => {
    here++;
    const done = (finished * restarts + trace.restart) * epochs + trace.epoch;
    const left = networks * restarts * epochs - done;
    const progress: TrainingProgress = {
      ...trace,
      races: races.map(({ name }) => name),
      epochs,
      restarts,
      secondsLeft: ((now() - start) / here) * left,
    };
    onProgress?.(progress);
  };
}

/**
 * Rows and races must fit each other: see `NetworkRows` and `Race`. Cancelled by the signal it gives the best
 * that there is by then.
 */
export async function trainNetwork(
  rows: NetworkRows,
  races: readonly Race[],
  shape: NetworkShape,
  settings: TrainingSettings,
  options: TrainingOptions = {},
): Promise<TrainedNetwork> {
  checkRows(rows, races);
  const { runner = trainInProcess(), signal, onState, resume } = options;
  const groups = settings.joint ? [races] : races.map((race) => [race]);
  const heldOutUnits = holdOut(rows.unitStart.length - 1, settings.heldOut, settings.seed);
  const tell = openProgress(groups.length, settings, options);
  const networks: RaceNetwork[] = [...(resume?.finished ?? [])];
  let stopped = false;
  for (const group of groups.slice(networks.length)) {
    const finished = [...networks];
    const current = finished.length === resume?.finished.length ? resume.current : undefined;
    const job: TrainingJob = {
      rows,
      races: group,
      shape,
      settings,
      heldOutUnits,
      ...(current && { resume: current }),
    };
    const hooks: RunnerHooks = {
      onEpoch: (trace) => tell(group, trace, finished.length),
      ...(onState && { onState: (state) => onState({ finished, current: state }) }),
      ...(signal && { signal }),
    };
    const outcome = await runner(job, hooks);
    networks.push(raceNetworkOf(rows, group, shape, outcome));
    stopped ||= outcome.stopped;
  }
  const inputs = {
    categories: rows.categories.map(({ name, levels }) => ({ name, levels })),
    numeric: rows.numeric.map(({ name, mean, sd }) => ({ name, mean, sd })),
  };
  return { shape, inputs, networks, heldOutUnits, stopped };
}
