/** How a network is trained. */

export interface TrainingSettings {
  readonly seed: number;
  readonly epochs: number;
  readonly unitsPerBatch: number;
  /** Where Adam starts; it decays along half a cosine to zero. */
  readonly learningRate: number;
  readonly restarts: number;
  /** Share of the units that restarts are compared on, in [0, 1). */
  readonly heldOut: number;
  /** The weight of the divergence from the prior rises from 0 to 1 between these shares of the steps. */
  readonly annealing: readonly [number, number];
  /** One network with a head for each race; otherwise a network for each. */
  readonly joint: boolean;
}

export const defaultTraining: TrainingSettings = {
  seed: 1,
  epochs: 60,
  unitsPerBatch: 16,
  learningRate: 0.004,
  restarts: 3,
  heldOut: 0.2,
  annealing: [0.3, 0.7],
  joint: true,
};
