/** A small fit whose columns and levels are named to break every format. */
import { openStream } from "../../src/math/index.js";
import { compile, fit, frameFromColumns } from "../../src/index.js";
import type { DataFrame, FitOptions, Posterior } from "../../src/index.js";

export const hostileLevels: readonly string[] = [
  "plain",
  "<script>alert('x')</script>",
  'a,b "q"',
  "two\nlines\r",
  "\u202eturned\u2066 around",
  "# num_samples = 7",
  "=1+1",
];

export const hostileColumn = "odd, \"name\" <b> = 'x'";

/** Two columns are called like dimensions of ArviZ, and one level is as long as a line. */
export function hostileFrame(rows = 70): DataFrame {
  const random = openStream(5, "hostile");
  const numbers = (): number[] => Array.from({ length: rows }, () => random.normal());
  const chain = numbers();
  const odd = numbers();
  return frameFromColumns("rows", {
    g: Array.from({ length: rows }, (_, row) => hostileLevels[row % hostileLevels.length] ?? ""),
    weight: Array.from({ length: rows }, (_, row) => row + 1),
    a: Array.from({ length: rows }, (_, row) => hostileLevels[(row * 3) % 4] ?? ""),
    chain,
    [hostileColumn]: odd,
    y: chain.map((value, row) => Math.sin(row) + value + (odd[row] ?? 0)),
  });
}

export async function hostileFit(options: FitOptions = {}): Promise<Posterior> {
  const formula = `y ~ chain + \`${hostileColumn}\` + a + (1 + chain | g)`;
  const model = compile(formula, hostileFrame(), {
    priors: { sd: "HalfNormal(0.123456789012345)" },
  });
  return fit(model, { draws: 50, tune: 100, chains: 2, seed: 3, ...options });
}
