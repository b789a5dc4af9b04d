/** What the parser expected, in plain words; an error's message is that phrase and nothing else. */
import type { IParserErrorMessageProvider, TokenType } from "chevrotain";
import * as t from "./tokens.js";

const byToken: ReadonlyMap<TokenType, string> = new Map([
  [t.Name, "a name"],
  [t.Assign, "`=`"],
  [t.Colon, "`:`"],
  [t.On, "`on`"],
  [t.By, "`by`"],
  [t.To, "`to`"],
  [t.LeftBrace, "`{`"],
  [t.RightBrace, "`}` or another item"],
  [t.RightBracket, "`,` or `]`"],
  [t.RightParenthesis, "`,` or `)`"],
  [t.Numeral, "a number"],
]);

/** Phrases that say more than the token's own. */
const byRuleAndToken: Readonly<Record<string, string>> = {
  "operand RightBracket": "`]` or an operator",
  "braces RightBrace": "`}`, `,` or an operator",
  "parentheses RightParenthesis": "`)` or an operator",
  "columnClause RightParenthesis": "levels in quotes or numbers, separated by `,`",
  "dataDeclaration Name": "a name for the data",
  "dataDeclaration Assign": "`=` and where the data come from",
  "dataDeclaration RightBrace": "the end of the line, `,` or `}`",
  "modelDeclaration On": "`on` and the name of the data",
  "modelDeclaration LeftBrace": "`{` and the model's formula",
  "modelDeclaration RightBrace": "the end of the line or `}`",
  "soleExpression EOF": "the end of the text",
  "modelFile EOF": "the end of the line",
  "columnClause Name": "a column and its type, such as `edu: factor`",
  "columnClause Colon": "`:` and the type of the column",
};

const byRule: Readonly<Record<string, string>> = {
  primary: "a name, a number, a text or an opening bracket",
  reference: "a name",
  statement: "a statement: `data`, `model`, or `name = verb(...)`",
  modelItem: "a formula, a setting or a prior",
  columnLevel: "a level in quotes or a number",
  entry: "a key and `:`",
  braces: "an expression or `key: value`",
};

function expectedToken(ruleName: string, tokenType: TokenType): string {
  return (
    byRuleAndToken[`${ruleName} ${tokenType.name}`] ?? byToken.get(tokenType) ?? tokenType.name
  );
}

export const expectationMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) => expectedToken(ruleName, expected),
  buildNotAllInputParsedMessage: ({ ruleName }) =>
    byRuleAndToken[`${ruleName} EOF`] ?? "the end of the text",
  buildNoViableAltMessage: ({ ruleName }) => byRule[ruleName] ?? "something else",
  buildEarlyExitMessage: ({ ruleName }) => byRule[ruleName] ?? "something else",
};
