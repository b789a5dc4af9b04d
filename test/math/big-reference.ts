/**
 * Reference values in fixed-point integer arithmetic: series with error far below a double's, from
 * exact binary expansions of the arguments. Shares no method with src/math.
 */

/** Numbers are integers times 2^-bits. */
export interface BigReference {
  readonly exp: (x: number) => { readonly mantissa: bigint; readonly exponent: number };
  readonly log: (x: number) => bigint;
  readonly log1p: (x: number) => bigint;
  readonly logGamma: (x: number) => bigint;
  readonly digamma: (x: number) => bigint;
  readonly logNormalCdf: (x: number) => bigint;
  readonly toFixed: (x: number) => bigint;
  /** |value - reference| in units of the value's last place. */
  readonly ulps: (value: number, reference: bigint) => number;
  /** |value - reference| / |reference|. */
  readonly relative: (value: number, reference: bigint) => number;
}

/** Bernoulli numbers B_2, B_4, ... as numerator and denominator (Abramowitz & Stegun, table 23.2). */
const bernoulli: readonly (readonly [bigint, bigint])[] = [
  [1n, 6n],
  [-1n, 30n],
  [1n, 42n],
  [-1n, 30n],
  [5n, 66n],
  [-691n, 2730n],
  [7n, 6n],
  [-3617n, 510n],
  [43867n, 798n],
  [-174611n, 330n],
  [854513n, 138n],
  [-236364091n, 2730n],
  [8553103n, 6n],
];

const absolute = (x: bigint): bigint => (x < 0n ? -x : x);

/** The exact value of a double times 2^bits, rounded down where it has more bits. */
function exactFixed(x: number, bits: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const field = Number((word >> 52n) & 0x7ffn);
  const fraction = word & ((1n << 52n) - 1n);
  const mantissa = field === 0 ? fraction : fraction | (1n << 52n);
  const shift = (field === 0 ? -1074 : field - 1075) + bits;
  const size = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return word >> 63n === 1n ? -size : size;
}

/** The place value of the last bit of a double. */
function lastPlace(x: number): number {
  const size = Math.abs(x);
  const exponent = Math.max(Math.floor(Math.log2(size)), -1022);
  const power = 2 ** exponent;
  const adjusted = power > size ? exponent - 1 : size / power >= 2 ? exponent + 1 : exponent;
  return 2 ** Math.max(adjusted - 52, -1074);
}

export function openReference(bits: number): BigReference {
  const places = BigInt(bits);
  const one = 1n << places;
  const times = (a: bigint, b: bigint): bigint => (a * b) >> places;
  const over = (a: bigint, b: bigint): bigint => (a << places) / b;
  const toFixed = (x: number): bigint => exactFixed(x, bits);
  /** 2 artanh(z) for |z| < 1/2. */
  const twiceArtanh = (z: bigint): bigint => {
    const square = times(z, z);
    let power = z;
    let sum = 0n;
    for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
      sum += power / k;
      power = times(power, square);
    }
    return 2n * sum;
  };
  const lnTwo = twiceArtanh(one / 3n);
  /** log of a positive fixed-point number. */
  const logFixed = (x: bigint): bigint => {
    const exponent = x.toString(2).length - 1 - bits;
    const mantissa = exponent >= 0 ? x >> BigInt(exponent) : x << BigInt(-exponent);
    return twiceArtanh(over(mantissa - one, mantissa + one)) + BigInt(exponent) * lnTwo;
  };
  const expFixed = (x: bigint): { mantissa: bigint; exponent: number } => {
    const k = (x + lnTwo / 2n) / lnTwo;
    const rest = x - k * lnTwo;
    let term = one;
    let sum = 0n;
    for (let n = 1n; absolute(term) > 1n; n++) {
      sum += term;
      term = times(term, rest) / n;
    }
    return { mantissa: sum, exponent: Number(k) };
  };
  /** Machin's formula: pi = 16 arctan(1/5) - 4 arctan(1/239). */
  const arctanInverse = (n: bigint): bigint => {
    let power = one / n;
    let sum = 0n;
    for (let k = 1n, sign = 1n; power > 0n; k += 2n, sign = -sign) {
      sum += (sign * power) / k;
      power /= n * n;
    }
    return sum;
  };
  const pi = 16n * arctanInverse(5n) - 4n * arctanInverse(239n);
  const squareRoot = (x: bigint): bigint => {
    let root = one;
    for (let previous = 0n; absolute(root - previous) > 1n;) {
      previous = root;
      root = (root + over(x, root)) / 2n;
    }
    return root;
  };
  const shift = 400;
  const stirling = (x: number): { z: bigint; product: bigint; reciprocals: bigint } => {
    let product = one;
    let reciprocals = 0n;
    let z = toFixed(x);
    for (; z < BigInt(shift) * one; z += one) {
      product = times(product, z);
      reciprocals += over(one, z);
    }
    return { z, product, reciprocals };
  };
  const logGamma = (x: number): bigint => {
    const { z, product } = stirling(x);
    const logarithm = logFixed(z);
    let sum = times(z - one / 2n, logarithm) - z + logFixed(2n * pi) / 2n;
    let power = z;
    bernoulli.forEach(([above, below], position) => {
      const k = BigInt(2 * (position + 1));
      sum += over(one * above, power * below * k * (k - 1n));
      power = times(times(power, z), z);
    });
    return sum - logFixed(product);
  };
  const digamma = (x: number): bigint => {
    const { z, reciprocals } = stirling(x);
    let sum = logFixed(z) - over(one, 2n * z) - reciprocals;
    let power = times(z, z);
    bernoulli.forEach(([above, below], position) => {
      sum -= over(one * above, power * below * BigInt(2 * (position + 1)));
      power = times(times(power, z), z);
    });
    return sum;
  };
  /** 1/2 + φ(x) (x + x^3/3 + x^5/15 + ...), with bits enough to survive the cancellation. */
  const logNormalCdf = (x: number): bigint => {
    const fixed = toFixed(x);
    const square = times(fixed, fixed);
    let term = fixed;
    let sum = 0n;
    for (let k = 3n; absolute(term) > 1n; k += 2n) {
      sum += term;
      term = times(term, square) / k;
    }
    const kernel = expFixed(-square / 2n);
    const height = over(kernel.mantissa, squareRoot(2n * pi)) >> BigInt(-kernel.exponent);
    return logFixed(one / 2n + times(height, sum));
  };
  const toNumber = (x: bigint): number => {
    const size = absolute(x);
    const excess = Math.max(size.toString(2).length - 60, 0);
    const value = Number(size >> BigInt(excess)) * 2 ** (excess - bits);
    return x < 0n ? -value : value;
  };
  return {
    exp: (x) => expFixed(toFixed(x)),
    log: (x) => logFixed(toFixed(x)),
    log1p: (x) => logFixed(one + toFixed(x)),
    logGamma,
    digamma,
    logNormalCdf,
    toFixed,
    ulps: (value, reference) => Math.abs(toNumber(toFixed(value) - reference)) / lastPlace(value),
    relative: (value, reference) =>
      Math.abs(toNumber(toFixed(value) - reference) / toNumber(reference)),
  };
}
