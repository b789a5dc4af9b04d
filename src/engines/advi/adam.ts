/** Steps of the Adam optimiser, uphill (Kingma & Ba 2015). */

export interface Adam {
  readonly momentum: Float64Array;
  readonly squares: Float64Array;
  steps: number;
  momentumDecay: number;
  squaresDecay: number;
}

const momentumRate = 0.9;
const squaresRate = 0.999;
const floor = 1e-8;

export function openAdam(size: number): Adam {
  return {
    momentum: new Float64Array(size),
    squares: new Float64Array(size),
    steps: 0,
    momentumDecay: 1,
    squaresDecay: 1,
  };
}

export function climb(
  adam: Adam,
  gradient: Float64Array,
  rate: number,
  parameters: Float64Array,
): void {
  const { momentum, squares } = adam;
  adam.steps++;
  adam.momentumDecay *= momentumRate;
  adam.squaresDecay *= squaresRate;
  for (let i = 0; i < parameters.length; i++) {
    const slope = gradient[i]!;
    momentum[i] = momentumRate * momentum[i]! + (1 - momentumRate) * slope;
    squares[i] = squaresRate * squares[i]! + (1 - squaresRate) * slope * slope;
    const mean = momentum[i]! / (1 - adam.momentumDecay);
    const size = Math.sqrt(squares[i]! / (1 - adam.squaresDecay));
    parameters[i]! += (rate * mean) / (size + floor);
  }
}
