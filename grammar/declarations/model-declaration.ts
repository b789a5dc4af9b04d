/** The grammar of `model NAME on DATA { items }`. */
import type { IParserConfig } from "chevrotain";
import { chevrotain } from "../chevrotain.js";
import type { Rule } from "../expressions.js";
import * as t from "../tokens.js";
import { DataDeclarationGrammar } from "./data-declaration.js";

export class ModelDeclarationGrammar extends DataDeclarationGrammar {
  readonly modelDeclaration: Rule;
  readonly modelItem: Rule;
  readonly priorItem: Rule;
  readonly aggregateItem: Rule;
  readonly settingItem: Rule;

  constructor(config: IParserConfig) {
    super(config);
    this.modelDeclaration = this.RULE("modelDeclaration", () => {
      this.CONSUME(t.Model);
      this.CONSUME(t.Name);
      this.CONSUME(t.On);
      this.CONSUME2(t.Name, { LABEL: "dataName" });
      this.CONSUME(t.LeftBrace);
      this.MANY_SEP({ SEP: t.ItemEnd, DEF: () => this.SUBRULE(this.modelItem) });
      this.CONSUME(t.RightBrace);
    });
    this.modelItem = this.RULE("modelItem", () => {
      this.OR({
        MAX_LOOKAHEAD: 2,
        DEF: [
          {
            GATE: () => this.opensPrior(),
            ALT: () => this.SUBRULE(this.priorItem),
            IGNORE_AMBIGUITIES: true,
          },
          { ALT: () => this.SUBRULE(this.aggregateItem) },
          { ALT: () => this.SUBRULE(this.settingItem) },
          { ALT: () => this.SUBRULE(this.expression, { LABEL: "formula" }) },
        ],
      });
    });
    this.priorItem = this.RULE("priorItem", () => {
      this.CONSUME(t.Prior);
      this.SUBRULE(this.expression);
    });
    this.aggregateItem = this.RULE("aggregateItem", () => {
      this.CONSUME(t.Aggregate);
      this.CONSUME(t.By);
      this.CONSUME(t.Name);
      this.CONSUME(t.To);
      this.CONSUME2(t.Name);
    });
    this.settingItem = this.RULE("settingItem", () => {
      this.CONSUME(t.Name);
      this.CONSUME(t.Assign);
      this.SUBRULE(this.expression);
    });
  }

  /** `prior sd ~ ...` sets a prior; in `prior ~ x` and `prior(y) ~ x` the word is the user's own. */
  private opensPrior(): boolean {
    return chevrotain.tokenMatcher(this.LA(2), t.Name);
  }
}
