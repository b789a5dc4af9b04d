/** The numbers that all members of a training read and write; threads share them. */

export interface SharedNumbers {
  readonly position: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** The gradient of each part of a batch. */
  readonly gradients: Float32Array;
  /** Minus the log likelihood of each part. */
  readonly losses: Float64Array;
  /** Mean probabilities of held-out units, by logit. */
  readonly means: Float64Array;
  /** 1 from when the training is to stop. */
  readonly stop: Int32Array;
}

export interface SharedSizes {
  readonly position: number;
  readonly parts: number;
  readonly means: number;
}

/** `allocate`: a buffer of that many bytes. */
export function openSharedNumbers(
  { position, parts, means }: SharedSizes,
  allocate: (bytes: number) => ArrayBufferLike,
): SharedNumbers {
  const singles = (count: number): Float32Array => new Float32Array(allocate(4 * count));
  return {
    position: singles(position),
    first: singles(position),
    second: singles(position),
    gradients: singles(position * parts),
    losses: new Float64Array(allocate(8 * parts)),
    means: new Float64Array(allocate(8 * means)),
    stop: new Int32Array(allocate(4)),
  };
}
