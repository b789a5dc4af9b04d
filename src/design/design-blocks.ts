/** What a formula becomes on a data frame: blocks of columns and of group effects, never dense dummies. */
import type { Formula } from "../language/ast.js";
import type { EffectName, EffectStructure } from "../vocabulary/effects/index.js";

/** Numbers per row, one array per column. */
export interface DenseColumns {
  readonly kind: "dense";
  readonly columns: readonly Float64Array[];
}

/**
 * A term with categorical components: every row has one of a few patterns of column values,
 * optionally times a number of its own (`a:x`). `patterns` is row-major, patternCount × columns.
 */
export interface PatternColumns {
  readonly kind: "pattern";
  readonly index: Int32Array;
  readonly patterns: Float64Array;
  readonly patternCount: number;
  readonly multiplier?: Float64Array;
}

export type BlockColumns = DenseColumns | PatternColumns;

/** Which rule of section 2.2 of the default priors a common term falls under. */
export type TermComposition = "numeric" | "categorical" | "mixed";

export interface CommonBlock {
  /** The term as printed: `male`, `eth`, `a:x`. */
  readonly term: string;
  readonly composition: TermComposition;
  /** `male`; `eth[Black]`; `poly(x, 2)[0]`; one for each column. */
  readonly columnNames: readonly string[];
  readonly columns: BlockColumns;
  readonly span?: { readonly start: number; readonly end: number };
}

/** One grouping factor on one frame. */
export interface GroupFactor {
  /** `state`, `edu:age`. */
  readonly name: string;
  /** Full product of the components' levels, first component slowest: `HS:18-29`. */
  readonly levels: readonly string[];
  /** Level of each row; -1 - k for the k-th level that the fit did not know (`newLevels[k]`). */
  readonly index: Int32Array;
  readonly newLevels: readonly string[];
}

/** `(expr | factor)`: one block per correlated set of effects. */
export interface GroupBlock {
  /** As printed, without parentheses: `1|state`, `x|g`; for a correlated block `1 + x|g`. */
  readonly term: string;
  readonly factor: GroupFactor;
  /** The effects: `1`, `x`, `a[a2]`; one column of the left side each. */
  readonly effectNames: readonly string[];
  /** The term each effect belongs to: `1|g`, `x|g`, `a|g`. */
  readonly effectTerms: readonly string[];
  /** Multiplier per row for each effect; undefined is the constant 1. */
  readonly effectColumns: readonly (Float64Array | undefined)[];
  /** True when the effects have a common covariance (LKJ prior). */
  readonly correlated: boolean;
  readonly span?: { readonly start: number; readonly end: number };
}

/** What a structured effect is made of: learnt at the fit, and the same on new data. */
export interface StructuredNodes {
  /** Names of the nodes of one copy. */
  readonly nodes: readonly string[];
  /** Where they stand, for walks over numbers. */
  readonly locations: Float64Array;
  /** Levels of `by`, a copy of the effect for each; one empty name where there is none. */
  readonly copies: readonly string[];
  readonly structure: EffectStructure;
}

/** A structured effect on a frame. */
export interface StructuredBlock extends StructuredNodes {
  /** `rw1(age)`; `rw1(age, by=sex)`. */
  readonly term: string;
  readonly effect: EffectName;
  /** The column as printed. */
  readonly column: string;
  /** copy × number of nodes + node, of each row. */
  readonly index: Int32Array;
  readonly span?: { readonly start: number; readonly end: number };
}

/** The right side of a formula on a frame. */
export interface LinearPredictor {
  readonly rowCount: number;
  readonly intercept: boolean;
  readonly common: readonly CommonBlock[];
  readonly group: readonly GroupBlock[];
  readonly structured: readonly StructuredBlock[];
  /** Sum of all `offset(...)` terms; undefined when there are none. */
  readonly offset: Float64Array | undefined;
}

/** The left side, evaluated. */
export interface Response {
  /** The left side as written: `p(abortion, n)`. */
  readonly text: string;
  readonly values: Float64Array;
  /** Present for `p(y, n)`. */
  readonly trials?: Float64Array;
  /** Present for `weighted(y, w)`. */
  readonly weights?: Float64Array;
  /** Present for `se(y, s)`: known standard errors. */
  readonly standardErrors?: Float64Array;
  /** Which level counts as 1 where the response is categorical, and who chose it. */
  readonly success?: { readonly level: string; readonly source: "user" | "default" };
}

/** Everything learnt at the fit that new data must be treated with; plain data, can be saved. */
export interface DesignState {
  readonly formula: Formula;
  readonly options: DesignOptions;
  /** Per call node, keyed by its printed form: means, sds, knots, levels. */
  readonly transforms: Readonly<Record<string, readonly number[]>>;
  /** Levels of every categorical column or call used, keyed by its printed form. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** Levels of every component of a grouping factor, keyed by its printed form. */
  readonly groupLevels: Readonly<Record<string, readonly string[]>>;
  /** Nodes and priors of structured effects, by term. */
  readonly structured: Readonly<Record<string, StructuredNodes>>;
  /** By term: positions of columns left out because no row of the fit informs them. */
  readonly emptyColumns: Readonly<Record<string, readonly number[]>>;
}

export interface DesignOptions {
  /** `bambi = true`: `(x | g)` means independent effects. */
  readonly independentSlopes: boolean;
}

export interface Design {
  readonly response: Response;
  readonly predictor: LinearPredictor;
  readonly state: DesignState;
  /** Rows of the given frame that were used (complete in every column of the formula). */
  readonly rows: Int32Array;
  readonly rowsGiven: number;
}
