/** The loss of all units at a position and its gradient, by the passes that training uses. */
import { openSharedNumbers, sharedSizes, type TrainingJob } from "../../src/networks/index.js";
import type { NetworkBackend } from "../../src/networks/kernels/network-kernels.js";
import {
  clearGradient,
  putWeights,
  takeGradient,
} from "../../src/networks/passes/weights-in-memory.js";
import { alone } from "../../src/networks/training/team.js";
import { openTrainee } from "../../src/networks/training/trainee.js";

export const noise = 77;

export function passGradient(
  job: TrainingJob,
  position: ArrayLike<number>,
  backend: NetworkBackend = "wasm",
): { readonly loss: number; readonly gradient: Float32Array } {
  const shared = openSharedNumbers(sharedSizes(job), (bytes) => new ArrayBuffer(bytes));
  const trainee = openTrainee(
    job,
    shared,
    alone(() => false),
    backend,
  );
  shared.position.set(position);
  trainee.draws.refresh();
  putWeights(trainee.memory, trainee.draws.draw(noise));
  clearGradient(trainee.memory);
  let loss = 0;
  for (const unit of trainee.trainUnits) loss -= trainee.pass.addGradient(unit);
  takeGradient(trainee.memory, trainee.byWeights);
  const gradient = new Float32Array(shared.position.length);
  trainee.draws.pull(trainee.byWeights, gradient);
  return { loss, gradient };
}
