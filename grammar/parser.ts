/** The whole grammar: statements over declarations over expressions, and the three texts it can read. */
import type { IParserConfig, TokenType } from "chevrotain";
import { chevrotain } from "./chevrotain.js";
import { ModelDeclarationGrammar } from "./declarations/model-declaration.js";
import type { Rule } from "./expressions.js";
import { expectationMessages } from "./expectations.js";
import * as t from "./tokens.js";

export class MlmParser extends ModelDeclarationGrammar {
  readonly statement: Rule;
  readonly assignment: Rule;
  readonly modelFile: Rule;
  /** A formula or an expression alone, with nothing after it. */
  readonly soleExpression: Rule;

  constructor(config: IParserConfig = {}) {
    super({
      recoveryEnabled: true,
      maxLookahead: 1,
      nodeLocationTracking: "onlyOffset",
      errorMessageProvider: expectationMessages,
      skipValidations: true,
      ...config,
    });
    this.statement = this.RULE("statement", () => {
      this.OR({
        MAX_LOOKAHEAD: 2,
        DEF: [
          { ALT: () => this.SUBRULE(this.dataDeclaration) },
          { ALT: () => this.SUBRULE(this.modelDeclaration) },
          { ALT: () => this.SUBRULE(this.assignment) },
          { ALT: () => this.SUBRULE(this.expression) },
        ],
      });
    });
    this.assignment = this.RULE("assignment", () => {
      this.CONSUME(t.Name);
      this.CONSUME(t.Assign);
      this.SUBRULE(this.expression);
    });
    this.modelFile = this.RULE("modelFile", () => {
      this.MANY_SEP({ SEP: t.LineEnd, DEF: () => this.SUBRULE(this.statement) });
    });
    this.soleExpression = this.RULE("soleExpression", () => {
      this.SUBRULE(this.expression);
      this.CONSUME(chevrotain.EOF);
    });
    this.performSelfAnalysis();
  }

  /** Punctuation may be supposed where it is missing; names, values and line ends are never made up. */
  protected override canTokenTypeBeInsertedInRecovery(tokenType: TokenType): boolean {
    return tokenType === t.Assign || tokenType === t.Colon;
  }
}
