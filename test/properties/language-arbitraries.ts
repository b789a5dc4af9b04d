/** Random texts and trees of the language. */
import fc from "fast-check";
import type { BinaryOperator, Expression, Name } from "../../src/language/index.js";
import { isPlainName } from "../../src/language/index.js";

const span = { file: "made", start: 0, end: 0 };

/** Words that mean something somewhere, so that random texts come close to real ones. */
const fragments = [
  ..."~|:+-*/(){}[],=#;&%!^<>`'\"\\$@?.".split(""),
  ...[
    "||",
    "**",
    "//",
    "==",
    "!=",
    "<=",
    ">=",
    "<-",
    "&&",
    "%in%",
    "\n",
    "\r\n",
    "\n\n  ",
    "\t",
    " ",
  ],
  ...["data", "model", "on", "prior", "aggregate", "by", "to", "and", "or", "not", "True", "none"],
  ...[
    "y",
    "x",
    "g",
    "state",
    "read",
    "fit",
    "family",
    "binomial",
    "p(y, n)",
    "(1 | g)",
    "1",
    ".5",
    "1e3",
    "1e999",
  ],
  ...[
    '"a text"',
    "'b'",
    "`odd name`",
    "# a comment",
    "é",
    "変数",
    "\u{1f600}",
    "\ud800",
    "\u202e",
    "\u0000",
  ],
];

/** Any text, and texts made of pieces of the language. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 80 }).map((parts) => parts.join("")),
  fc.array(fc.constantFrom(...fragments), { maxLength: 80 }).map((parts) => parts.join(" ")),
);

const plainNames = ["x", "y", "state", "data", "model", "on", "prior", "a.b", "_z", "変数", "e1"];
const name: fc.Arbitrary<Name> = fc.oneof(
  fc.constantFrom(...plainNames).map((text): Name => ({ kind: "name", text, quoted: false, span })),
  fc
    .stringMatching(/^[^`\r\n\ud800-\udfff]{1,8}$/)
    .map((text): Name => ({ kind: "name", text, quoted: true, span })),
);
const key = name.map((known): Name => ({ ...known, quoted: !isPlainName(known.text) }));

const binaryOperators: readonly BinaryOperator[] = [
  ...(["~", "|", "||", "or", "and", "==", "!=", "<", "<=", ">", ">="] as const),
  ...(["+", "-", "*", "/", ":", "**"] as const),
];

/** Trees without parentheses: the printer must add the ones that are needed. */
const trees = fc.letrec<{
  expression: Expression;
}>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    name,
    fc
      .constantFrom("0", "1", "2.50", ".5", "1e3", "12.")
      .map((text): Expression => ({ kind: "number", value: Number(text), text, span })),
    fc
      .tuple(
        fc.stringMatching(/^[^"'\r\n\ud800-\udfff]{0,8}$/),
        fc.constantFrom('"' as const, "'" as const),
      )
      .map(([value, quote]): Expression => ({ kind: "text", value, quote, span })),
    fc
      .constantFrom(true, false, null)
      .map((value): Expression => ({ kind: "constant", value, span })),
    fc
      .tuple(fc.constantFrom(...binaryOperators), tie("expression"), tie("expression"))
      .map(([operator, left, right]): Expression => ({
        ...{ kind: "binary", operator, left, right, operatorSpan: span, span },
      })),
    fc
      .tuple(fc.constantFrom("+" as const, "-" as const, "not" as const), tie("expression"))
      .map(([operator, operand]): Expression => ({ kind: "unary", operator, operand, span })),
    fc
      .tuple(name, fc.array(fc.tuple(fc.option(name), tie("expression")), { maxLength: 3 }))
      .map(([callee, given]): Expression => ({
        kind: "call",
        callee,
        arguments: given.map(([label, value]) =>
          label === null ? { value, span } : { name: label, value, span },
        ),
        span,
      })),
    fc
      .array(tie("expression"), { maxLength: 3 })
      .map((items): Expression => ({ kind: "list", items, span })),
    fc
      .array(fc.record({ key, value: tie("expression") }), { maxLength: 3 })
      .map((entries): Expression => ({ kind: "record", entries, span })),
    tie("expression").map((inner): Expression => ({ kind: "braced", inner, span })),
    fc
      .tuple(tie("expression"), tie("expression"))
      .map(([object, index]): Expression => ({ kind: "index", object, index, span })),
  ),
}));

export const expression: fc.Arbitrary<Expression> = trees.expression;
