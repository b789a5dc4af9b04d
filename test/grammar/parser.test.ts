/** The grammar itself: Chevrotain's own validations, and the one table of precedence. */
import { describe, expect, it } from "vitest";
import { chevrotain } from "../../grammar/chevrotain.js";
import { MlmParser, operatorLevels, tokenTypes } from "../../grammar/index.js";
import { tokens } from "../../grammar/tokens.js";

describe("the grammar", () => {
  it("passes the validations that start-up skips: no ambiguity, no left recursion, no empty loop", () => {
    expect(() => new MlmParser({ skipValidations: false })).not.toThrow();
  });

  it("has tokens that the lexer's validations accept", () => {
    const lexer = new chevrotain.Lexer(tokens, { deferDefinitionErrorsHandling: true });
    expect(lexer.lexerDefinitionErrors).toEqual([]);
  });

  it("lists every token that it defines", () => {
    const defined = Object.values(tokenTypes).filter(
      (value) => typeof value === "object" && "tokenTypeIdx" in value,
    );
    expect(new Set(tokens)).toEqual(new Set(defined));
  });

  it("gives every operator token a precedence", () => {
    const levelled = new Set(operatorLevels.flatMap(({ operators }) => operators));
    const spelt = tokens
      .filter(({ CATEGORIES }) => CATEGORIES?.includes(tokenTypes.BinaryOperator))
      .map(({ PATTERN }) => (PATTERN instanceof RegExp ? "**" : PATTERN));
    expect(
      spelt.filter((operator) => !(typeof operator === "string" && levelled.has(operator))),
    ).toEqual([]);
  });

  it("uses the single-file build of Chevrotain of the version that is installed", async () => {
    const { VERSION } = await import("chevrotain");
    expect(chevrotain.VERSION).toBe(VERSION);
  });
});
