/** The concrete syntax tree. Generated from the grammar by `npm run generate`; do not edit. */
import type { CstNode, IToken } from "chevrotain";

export interface ExpressionCstNode extends CstNode {
  name: "expression";
  children: ExpressionCstChildren;
}

export type ExpressionCstChildren = {
  operand: (OperandCstNode)[];
  BinaryOperator?: IToken[];
};

export interface OperandCstNode extends CstNode {
  name: "operand";
  children: OperandCstChildren;
}

export type OperandCstChildren = {
  PrefixOperator?: IToken[];
  primary: PrimaryCstNode[];
  LeftBracket?: IToken[];
  index?: ExpressionCstNode[];
  RightBracket?: IToken[];
};

export interface PrimaryCstNode extends CstNode {
  name: "primary";
  children: PrimaryCstChildren;
}

export type PrimaryCstChildren = {
  reference?: ReferenceCstNode[];
  Numeral?: IToken[];
  Text?: IToken[];
  Constant?: IToken[];
  list?: ListCstNode[];
  braces?: BracesCstNode[];
  parentheses?: ParenthesesCstNode[];
};

export interface ReferenceCstNode extends CstNode {
  name: "reference";
  children: ReferenceCstChildren;
}

export type ReferenceCstChildren = {
  Name: IToken[];
  LeftParenthesis?: IToken[];
  argument?: ArgumentCstNode[];
  Comma?: IToken[];
  RightParenthesis?: IToken[];
};

export interface ArgumentCstNode extends CstNode {
  name: "argument";
  children: ArgumentCstChildren;
}

export type ArgumentCstChildren = {
  Name?: IToken[];
  Assign?: IToken[];
  expression: ExpressionCstNode[];
};

export interface ListCstNode extends CstNode {
  name: "list";
  children: ListCstChildren;
}

export type ListCstChildren = {
  LeftBracket: IToken[];
  expression?: ExpressionCstNode[];
  Comma?: IToken[];
  RightBracket: IToken[];
};

export interface BracesCstNode extends CstNode {
  name: "braces";
  children: BracesCstChildren;
}

export type BracesCstChildren = {
  LeftBrace: IToken[];
  entry?: EntryCstNode[];
  Comma?: IToken[];
  expression?: ExpressionCstNode[];
  RightBrace: IToken[];
};

export interface EntryCstNode extends CstNode {
  name: "entry";
  children: EntryCstChildren;
}

export type EntryCstChildren = {
  Name?: IToken[];
  Text?: IToken[];
  Colon: IToken[];
  expression: ExpressionCstNode[];
};

export interface ParenthesesCstNode extends CstNode {
  name: "parentheses";
  children: ParenthesesCstChildren;
}

export type ParenthesesCstChildren = {
  LeftParenthesis: IToken[];
  expression: ExpressionCstNode[];
  Comma?: IToken[];
  argument?: ArgumentCstNode[];
  RightParenthesis: IToken[];
};

export interface DataDeclarationCstNode extends CstNode {
  name: "dataDeclaration";
  children: DataDeclarationCstChildren;
}

export type DataDeclarationCstChildren = {
  Data: IToken[];
  Name: IToken[];
  Assign: IToken[];
  expression: ExpressionCstNode[];
  LeftBrace?: IToken[];
  columnClause?: ColumnClauseCstNode[];
  ItemEnd?: IToken[];
  RightBrace?: IToken[];
};

export interface ColumnClauseCstNode extends CstNode {
  name: "columnClause";
  children: ColumnClauseCstChildren;
}

export type ColumnClauseCstChildren = {
  Name: IToken[];
  Colon: IToken[];
  columnType: IToken[];
  LeftParenthesis?: IToken[];
  columnLevel?: ColumnLevelCstNode[];
  Comma?: IToken[];
  RightParenthesis?: IToken[];
};

export interface ColumnLevelCstNode extends CstNode {
  name: "columnLevel";
  children: ColumnLevelCstChildren;
}

export type ColumnLevelCstChildren = {
  Text?: IToken[];
  Minus?: IToken[];
  Numeral?: IToken[];
};

export interface ModelDeclarationCstNode extends CstNode {
  name: "modelDeclaration";
  children: ModelDeclarationCstChildren;
}

export type ModelDeclarationCstChildren = {
  Model: IToken[];
  Name: IToken[];
  On: IToken[];
  dataName: IToken[];
  LeftBrace: IToken[];
  modelItem?: ModelItemCstNode[];
  ItemEnd?: IToken[];
  RightBrace: IToken[];
};

export interface ModelItemCstNode extends CstNode {
  name: "modelItem";
  children: ModelItemCstChildren;
}

export type ModelItemCstChildren = {
  priorItem?: PriorItemCstNode[];
  aggregateItem?: AggregateItemCstNode[];
  settingItem?: SettingItemCstNode[];
  formula?: ExpressionCstNode[];
};

export interface PriorItemCstNode extends CstNode {
  name: "priorItem";
  children: PriorItemCstChildren;
}

export type PriorItemCstChildren = {
  Prior: IToken[];
  expression: ExpressionCstNode[];
};

export interface AggregateItemCstNode extends CstNode {
  name: "aggregateItem";
  children: AggregateItemCstChildren;
}

export type AggregateItemCstChildren = {
  Aggregate: IToken[];
  By: IToken[];
  Name: (IToken)[];
  To: IToken[];
};

export interface SettingItemCstNode extends CstNode {
  name: "settingItem";
  children: SettingItemCstChildren;
}

export type SettingItemCstChildren = {
  Name: IToken[];
  Assign: IToken[];
  expression: ExpressionCstNode[];
};

export interface StatementCstNode extends CstNode {
  name: "statement";
  children: StatementCstChildren;
}

export type StatementCstChildren = {
  dataDeclaration?: DataDeclarationCstNode[];
  modelDeclaration?: ModelDeclarationCstNode[];
  assignment?: AssignmentCstNode[];
  expression?: ExpressionCstNode[];
};

export interface AssignmentCstNode extends CstNode {
  name: "assignment";
  children: AssignmentCstChildren;
}

export type AssignmentCstChildren = {
  Name: IToken[];
  Assign: IToken[];
  expression: ExpressionCstNode[];
};

export interface ModelFileCstNode extends CstNode {
  name: "modelFile";
  children: ModelFileCstChildren;
}

export type ModelFileCstChildren = {
  statement?: StatementCstNode[];
  LineEnd?: IToken[];
};

export interface SoleExpressionCstNode extends CstNode {
  name: "soleExpression";
  children: SoleExpressionCstChildren;
}

export type SoleExpressionCstChildren = {
  expression: ExpressionCstNode[];
  EOF: IToken[];
};
