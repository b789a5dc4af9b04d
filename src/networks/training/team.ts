/** The members that train one network together: each does its share and waits for the others. */

export interface Team {
  readonly member: number;
  readonly members: number;
  /** Returns when all members have called it. */
  readonly meet: () => void;
  /** Whether the training is to stop; the first member asks. */
  readonly stopWished: () => boolean;
}

/** A member on its own. */
export function alone(stopWished: () => boolean): Team {
  return { member: 0, members: 1, meet: () => undefined, stopWished };
}
