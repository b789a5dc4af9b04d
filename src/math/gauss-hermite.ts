/** Gauss-Hermite quadrature for expectations over a standard normal. */

export interface Quadrature {
  /** Ascending and symmetric around zero. */
  readonly nodes: Float64Array;
  /** Sum to one. */
  readonly weights: Float64Array;
}

/** Orthonormal Hermite polynomials He_k / √k! at x: the last two, and Σ of squares below degree n. */
function hermite(x: number, n: number): { last: number; before: number; squares: number } {
  let before = 0;
  let last = 1;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    squares += last * last;
    const next = (x * last - Math.sqrt(k) * before) / Math.sqrt(k + 1);
    before = last;
    last = next;
  }
  return { last, before, squares };
}

/** Halves of an interval after which Newton's method converges, and its steps to the last digit from there. */
const halvings = 6;
const newtonSteps = 5;

/** The root of the polynomial of degree n between two numbers, where it changes its sign only once. */
function rootBetween(low: number, high: number, n: number): number {
  const rising = hermite(low, n).last < 0;
  let [from, to] = [low, high];
  for (let step = 0; step < halvings; step++) {
    const middle = (from + to) / 2;
    if (hermite(middle, n).last < 0 === rising) from = middle;
    else to = middle;
  }
  let x = (from + to) / 2;
  for (let step = 0; step < newtonSteps; step++) {
    const { last, before } = hermite(x, n);
    x -= last / (Math.sqrt(n) * before);
  }
  return x;
}

/** Positive roots, ascending. They are 3 / √n apart at least, and none is beyond 2 √n (Szegő 1939, section 6.31). */
function positiveRoots(n: number): readonly number[] {
  const roots: number[] = [];
  const step = 1 / Math.sqrt(n);
  // An odd polynomial has a root at zero, which is not sought.
  let low = step / 2;
  let before = hermite(low, n).last;
  while (roots.length < n >> 1) {
    const high = low + step;
    const { last } = hermite(high, n);
    if (last < 0 !== before < 0) roots.push(rootBetween(low, high, n));
    low = high;
    before = last;
  }
  return roots;
}

/** Nodes are the roots of He_n; a weight is 1 / Σ_{k<n} p_k(x)² over the orthonormal polynomials. */
export function gaussHermite(n: number): Quadrature {
  const positive = positiveRoots(n);
  const nodes = Float64Array.from([
    ...positive.toReversed().map((x) => -x),
    ...(n % 2 === 1 ? [0] : []),
    ...positive,
  ]);
  const weights = nodes.map((x) => 1 / hermite(x, n).squares);
  return { nodes, weights };
}
