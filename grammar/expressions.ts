/** The grammar of expressions; formulas, arguments and statements share it. */
import type { CstNode, IParserConfig, ParserMethod } from "chevrotain";
import { chevrotain } from "./chevrotain.js";
import * as t from "./tokens.js";

export type Rule = ParserMethod<[], CstNode>;

/**
 * Operators stand in a flat row between operands; `operators.ts` says how tightly each binds. This
 * keeps the parser's stack shallow, and one table decides what the printer must parenthesise.
 */
export class ExpressionGrammar extends chevrotain.CstParser {
  readonly expression: Rule;
  readonly operand: Rule;
  readonly primary: Rule;
  readonly reference: Rule;
  readonly argument: Rule;
  readonly list: Rule;
  readonly braces: Rule;
  readonly entry: Rule;
  readonly parentheses: Rule;

  constructor(config: IParserConfig) {
    super(t.tokens, config);
    this.expression = this.RULE("expression", () => {
      this.SUBRULE(this.operand);
      this.MANY(() => {
        this.CONSUME(t.BinaryOperator);
        this.SUBRULE2(this.operand);
      });
    });
    this.operand = this.RULE("operand", () => {
      this.MANY(() => this.CONSUME(t.PrefixOperator));
      this.SUBRULE(this.primary);
      this.MANY2(() => {
        this.CONSUME(t.LeftBracket);
        this.SUBRULE(this.expression, { LABEL: "index" });
        this.CONSUME(t.RightBracket);
      });
    });
    this.primary = this.RULE("primary", () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.reference) },
        { ALT: () => this.CONSUME(t.Numeral) },
        { ALT: () => this.CONSUME(t.Text) },
        { ALT: () => this.CONSUME(t.Constant) },
        { ALT: () => this.SUBRULE(this.list) },
        { ALT: () => this.SUBRULE(this.braces) },
        { ALT: () => this.SUBRULE(this.parentheses) },
      ]);
    });
    this.reference = this.defineReference();
    this.argument = this.RULE("argument", () => {
      this.OPTION({
        MAX_LOOKAHEAD: 2,
        DEF: () => {
          this.CONSUME(t.Name);
          this.CONSUME(t.Assign);
        },
      });
      this.SUBRULE(this.expression);
    });
    this.list = this.RULE("list", () => {
      this.CONSUME(t.LeftBracket);
      this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.expression) });
      this.CONSUME(t.RightBracket);
    });
    this.braces = this.defineBraces();
    this.entry = this.RULE("entry", () => {
      this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.Text) }]);
      this.CONSUME(t.Colon);
      this.SUBRULE(this.expression);
    });
    this.parentheses = this.defineParentheses();
  }

  /** Arguments follow in `(1 | state, cov = similarity)`. */
  private defineParentheses(): Rule {
    return this.RULE("parentheses", () => {
      this.CONSUME(t.LeftParenthesis);
      this.SUBRULE(this.expression);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.SUBRULE(this.argument);
      });
      this.CONSUME(t.RightParenthesis);
    });
  }

  /** A name, or a call of it. */
  private defineReference(): Rule {
    return this.RULE("reference", () => {
      this.CONSUME(t.Name);
      this.OPTION(() => {
        this.CONSUME(t.LeftParenthesis);
        this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.argument) });
        this.CONSUME(t.RightParenthesis);
      });
    });
  }

  /** A record where a key and a colon follow the brace, else arithmetic, as `I(...)`. */
  private defineBraces(): Rule {
    const opensRecord = (): boolean => {
      const [next, second] = [this.LA(1), this.LA(2)];
      const key = [t.Name, t.Text].some((type) => chevrotain.tokenMatcher(next, type));
      return next.tokenType === t.RightBrace || (key && second.tokenType === t.Colon);
    };
    return this.RULE("braces", () => {
      this.CONSUME(t.LeftBrace);
      this.OR([
        {
          GATE: opensRecord,
          ALT: () => this.MANY_SEP({ SEP: t.Comma, DEF: () => this.SUBRULE(this.entry) }),
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.SUBRULE(this.expression) },
      ]);
      this.CONSUME(t.RightBrace);
    });
  }
}
