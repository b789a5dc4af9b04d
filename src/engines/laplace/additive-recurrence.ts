/** The additive recurrence of Roberts (2018): points that fill the unit cube evenly, however many are taken. */

/** Multipliers: powers of 1/φ with φ^(m+1) = φ + 1. */
function multipliers(m: number): Float64Array {
  let phi = 1.5;
  for (let step = 0; step < 40; step++) {
    let power = 1;
    for (let k = 0; k < m; k++) power *= phi;
    phi -= (power * phi - phi - 1) / ((m + 1) * power - 1);
  }
  let power = 1;
  return new Float64Array(m).map(() => (power /= phi));
}

/** Writes the point of a number from 0 on, inside the unit cube. */
export function additiveRecurrence(m: number): (index: number, u: Float64Array) => void {
  const steps = multipliers(m);
  return (index, u) => {
    for (let k = 0; k < m; k++) {
      const at = 0.5 + steps[k]! * (index + 1);
      u[k] = at - Math.floor(at);
    }
  };
}
