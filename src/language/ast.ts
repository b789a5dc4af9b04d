/** The abstract syntax of a model file: plain readonly nodes, each with its span. */
import type { Span } from "../diagnostics/index.js";

export interface Name {
  readonly kind: "name";
  readonly text: string;
  /** Written between back-quotes. */
  readonly quoted: boolean;
  readonly span: Span;
}

export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  /** As written, so that names of terms keep the user's spelling. */
  readonly text: string;
  readonly span: Span;
}

export interface TextLiteral {
  readonly kind: "text";
  readonly value: string;
  readonly quote: '"' | "'";
  readonly span: Span;
}

/** `true`, `false`, `none`; the spellings True, False, None of Bambi are accepted. */
export interface ConstantLiteral {
  readonly kind: "constant";
  readonly value: true | false | null;
  readonly span: Span;
}

export interface ListExpression {
  readonly kind: "list";
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** `{ eth: ["Black", "White"] }` */
export interface RecordExpression {
  readonly kind: "record";
  readonly entries: readonly { readonly key: Name; readonly value: Expression }[];
  readonly span: Span;
}

/** `{x + 1}` in a formula: arithmetic, the same as `I(x + 1)`. */
export interface BracedExpression {
  readonly kind: "braced";
  readonly inner: Expression;
  readonly span: Span;
}

/** Kept so that names of terms and the formatter can print what the user wrote. */
export interface ParenthesisedExpression {
  readonly kind: "parenthesised";
  readonly inner: Expression;
  /** `cov = similarity` of `(1 | state, cov = similarity)`. */
  readonly options?: readonly Argument[];
  readonly span: Span;
}

export type UnaryOperator = "+" | "-" | "not";
export type BinaryOperator =
  | "~"
  | "|"
  | "||"
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | ":"
  | "**";

export interface UnaryExpression {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly operand: Expression;
  readonly span: Span;
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorSpan: Span;
  readonly span: Span;
}

export interface Argument {
  /** Present for `name = value`. */
  readonly name?: Name;
  readonly value: Expression;
  readonly span: Span;
}

export interface CallExpression {
  readonly kind: "call";
  readonly callee: Name;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/** `y[level]`: the level of the response that counts as a success. */
export interface IndexExpression {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
  readonly span: Span;
}

export type Expression =
  | Name
  | NumberLiteral
  | TextLiteral
  | ConstantLiteral
  | ListExpression
  | RecordExpression
  | BracedExpression
  | ParenthesisedExpression
  | UnaryExpression
  | BinaryExpression
  | CallExpression
  | IndexExpression;

export type ColumnType = "number" | "factor" | "ordered" | "text";

/** `edu: factor("No HS", "HS")` in a data declaration. */
export interface ColumnClause {
  readonly column: Name;
  readonly type: ColumnType;
  readonly levels: readonly (TextLiteral | NumberLiteral)[];
  readonly span: Span;
}

export interface DataDeclaration {
  readonly kind: "data";
  readonly name: Name;
  readonly source: Expression;
  readonly columns: readonly ColumnClause[];
  readonly span: Span;
}

/** `response ~ terms`; the span covers both sides. */
export interface Formula {
  readonly response: Expression;
  readonly terms: Expression;
  readonly span: Span;
}

export interface FormulaItem {
  readonly kind: "formula";
  readonly formula: Formula;
  readonly span: Span;
}

/** `family = binomial(link = "logit")`, `bambi = true`, `priors = "bambi"`. */
export interface SettingItem {
  readonly kind: "setting";
  readonly name: Name;
  readonly value: Expression;
  readonly span: Span;
}

/**
 * `prior WHAT ~ Distribution(...)`. The target stays an expression: a name (`Intercept`, `common`,
 * `sd`), a call (`sd(1 | state)`, `Intercept(at = 0)`) or a back-quoted parameter name.
 */
export interface PriorItem {
  readonly kind: "prior";
  readonly target: Expression;
  readonly distribution: Expression;
  readonly span: Span;
}

/** `aggregate by precinct to returns`: the response is known only as totals, in other data. */
export interface AggregateItem {
  readonly kind: "aggregate";
  readonly key: Name;
  readonly data: Name;
  readonly span: Span;
}

export type ModelItem = FormulaItem | SettingItem | PriorItem | AggregateItem;

export interface ModelDeclaration {
  readonly kind: "model";
  readonly name: Name;
  readonly data: Name;
  readonly items: readonly ModelItem[];
  /** An item was reported and left out, so what is absent here may stand in the text. */
  readonly incomplete?: true;
  readonly span: Span;
}

/** `name = verb(...)` or any other expression of values. */
export interface Assignment {
  readonly kind: "assignment";
  readonly name: Name;
  readonly value: Expression;
  readonly span: Span;
}

/** A bare expression whose value is shown. */
export interface ExpressionStatement {
  readonly kind: "expression";
  readonly value: Expression;
  readonly span: Span;
}

export type Statement = DataDeclaration | ModelDeclaration | Assignment | ExpressionStatement;

export interface Comment {
  /** With the leading `#`. */
  readonly text: string;
  readonly span: Span;
}

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

export interface ModelFile {
  readonly source: SourceText;
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Names that statements left out as unreadable would have declared; using them is no further mistake. */
  readonly unreadable?: readonly Name[];
}
