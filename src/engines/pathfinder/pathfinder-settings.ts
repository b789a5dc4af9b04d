/** Settings of pathfinder. */

export interface PathfinderSettings {
  /** L-BFGS paths from different starts. */
  readonly paths: number;
  /** Of each path, at most. */
  readonly iterations: number;
  readonly draws: number;
  readonly seed: number;
}

export const defaultPathfinderSettings: PathfinderSettings = {
  paths: 8,
  iterations: 1000,
  draws: 4000,
  seed: 1,
};
