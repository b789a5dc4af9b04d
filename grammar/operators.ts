/** Precedence and associativity, once: the builder, the printer and the generated grammar read this. */

export interface OperatorLevel {
  readonly operators: readonly string[];
  readonly fixity: "left" | "none" | "prefix";
}

/**
 * From loosest to tightest. A sign binds tighter than a power, as in Bambi: `-x ** 2` squares `-x`.
 * Levels marked `none` do not chain: a formula has one `~`, and `a < b < c` would not mean what it says.
 */
export const operatorLevels: readonly OperatorLevel[] = [
  { operators: ["~"], fixity: "none" },
  { operators: ["|", "||"], fixity: "none" },
  { operators: ["or"], fixity: "left" },
  { operators: ["and"], fixity: "left" },
  { operators: ["not"], fixity: "prefix" },
  { operators: ["==", "!=", "<", "<=", ">", ">="], fixity: "none" },
  { operators: ["+", "-"], fixity: "left" },
  { operators: ["*", "/"], fixity: "left" },
  { operators: [":"], fixity: "left" },
  { operators: ["**"], fixity: "left" },
  { operators: ["+", "-"], fixity: "prefix" },
];

function levelsOf(prefix: boolean): ReadonlyMap<string, number> {
  return new Map(
    operatorLevels.flatMap(({ operators, fixity }, level) =>
      (fixity === "prefix") === prefix
        ? operators.map((operator): [string, number] => [operator, level])
        : [],
    ),
  );
}

const binaryLevels = levelsOf(false);
const prefixLevels = levelsOf(true);

function levelIn(levels: ReadonlyMap<string, number>, operator: string): number {
  const level = levels.get(operator);
  if (level === undefined) throw new Error(`no precedence for ${operator}`);
  return level;
}

/** The position of a binary operator in `operatorLevels`; higher binds tighter. */
export function binaryPrecedence(operator: string): number {
  return levelIn(binaryLevels, operator);
}

/** The position of a prefix operator in `operatorLevels`. */
export function prefixPrecedence(operator: string): number {
  return levelIn(prefixLevels, operator);
}

/** Whether `a OP b OP c` is legal, read from the left. */
export function chains(operator: string): boolean {
  return operatorLevels[binaryPrecedence(operator)]?.fixity === "left";
}
