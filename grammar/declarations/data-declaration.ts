/** The grammar of `data NAME = SOURCE { column clauses }`. */
import type { IParserConfig } from "chevrotain";
import { ExpressionGrammar } from "../expressions.js";
import type { Rule } from "../expressions.js";
import * as t from "../tokens.js";

export class DataDeclarationGrammar extends ExpressionGrammar {
  readonly dataDeclaration: Rule;
  readonly columnClause: Rule;
  readonly columnLevel: Rule;

  constructor(config: IParserConfig) {
    super(config);
    this.dataDeclaration = this.RULE("dataDeclaration", () => {
      this.CONSUME(t.Data);
      this.CONSUME(t.Name);
      this.CONSUME(t.Assign);
      this.SUBRULE(this.expression);
      this.OPTION(() => {
        this.CONSUME(t.LeftBrace);
        this.MANY_SEP({ SEP: t.ItemEnd, DEF: () => this.SUBRULE(this.columnClause) });
        this.CONSUME(t.RightBrace);
      });
    });
    this.columnClause = this.defineColumnClause();
    this.columnLevel = this.RULE("columnLevel", () => {
      this.OR([
        { ALT: () => this.CONSUME(t.Text) },
        {
          ALT: () => {
            this.OPTION(() => this.CONSUME(t.Minus));
            this.CONSUME(t.Numeral);
          },
        },
      ]);
    });
  }

  /** `edu: factor("No HS", "HS")` */
  private defineColumnClause(): Rule {
    return this.RULE("columnClause", () => {
      this.CONSUME(t.Name);
      this.CONSUME(t.Colon);
      this.CONSUME2(t.Name, { LABEL: "columnType" });
      this.OPTION(() => {
        this.CONSUME(t.LeftParenthesis);
        this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.columnLevel) });
        this.CONSUME(t.RightParenthesis);
      });
    });
  }
}
