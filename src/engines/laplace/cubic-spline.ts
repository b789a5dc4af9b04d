/** Natural cubic splines. */

/** Second derivatives at the knots: a tridiagonal system, solved by elimination. */
function secondDerivatives(x: Float64Array, y: Float64Array): Float64Array {
  const n = x.length;
  const second = new Float64Array(n);
  const scratch = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    const share = (x[i]! - x[i - 1]!) / (x[i + 1]! - x[i - 1]!);
    const pivot = share * second[i - 1]! + 2;
    second[i] = (share - 1) / pivot;
    const bend =
      (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!) - (y[i]! - y[i - 1]!) / (x[i]! - x[i - 1]!);
    scratch[i] = ((6 * bend) / (x[i + 1]! - x[i - 1]!) - share * scratch[i - 1]!) / pivot;
  }
  second[n - 1] = 0;
  for (let i = n - 2; i >= 0; i--) second[i] = second[i]! * second[i + 1]! + scratch[i]!;
  return second;
}

/** The spline through (x, y), x ascending with two knots at least; straight lines beyond the ends. */
export function interpolate(x: Float64Array, y: Float64Array, at: Float64Array): Float64Array {
  const n = x.length;
  const second = secondDerivatives(x, y);
  const endSlope = (i: number, sign: number): number => {
    const width = x[i + 1]! - x[i]!;
    const bend = sign < 0 ? 2 * second[i]! + second[i + 1]! : second[i]! + 2 * second[i + 1]!;
    return (y[i + 1]! - y[i]!) / width + (sign * width * bend) / 6;
  };
  return at.map((point) => {
    if (point <= x[0]!) return y[0]! + endSlope(0, -1) * (point - x[0]!);
    if (point >= x[n - 1]!) return y[n - 1]! + endSlope(n - 2, 1) * (point - x[n - 1]!);
    let i = 0;
    while (x[i + 1]! < point) i++;
    const width = x[i + 1]! - x[i]!;
    const a = (x[i + 1]! - point) / width;
    const b = 1 - a;
    const curve = (a * a * a - a) * second[i]! + (b * b * b - b) * second[i + 1]!;
    return a * y[i]! + b * y[i + 1]! + (curve * width * width) / 6;
  });
}
