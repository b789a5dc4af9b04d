// Writes down the grammar as the built parser has it: EBNF, syntax diagrams, TextMate grammar, CST types.
import { chevrotain } from "../dist/grammar/chevrotain.js";
import { MlmParser, operatorLevels, tokenTypes } from "../dist/grammar/index.js";

const note = "Generated from the grammar by `npm run generate`; do not edit.";

const types = Object.values(tokenTypes).filter((type) => type?.tokenTypeIdx !== undefined);
/** The pattern of a token; categories have none, and that of names is a function. */
const sourceOf = ({ PATTERN: pattern }) => {
  if (typeof pattern === "string") return pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return pattern instanceof RegExp && pattern !== chevrotain.Lexer.NA ? pattern.source : undefined;
};

/** The text that a token stands for when there is only one, else nothing. */
function spelling(type) {
  const source = sourceOf(type);
  if (source === undefined) return undefined;
  const bare = source.replaceAll(/\\[^A-Za-z0-9]/g, "");
  if (/[[\]().*+?|\\^$]/.test(bare)) return undefined;
  return source.replaceAll("\\", "");
}

const quote = (text) => (text.includes("'") ? `"${text}"` : `'${text}'`);
const terminal = (name) => {
  const text = spelling(types.find((type) => type.name === name) ?? {});
  return text === undefined ? name : quote(text);
};

const sequence = (definition) => definition.map(production).join(" ");

const notations = {
  NonTerminal: ({ name }) => name,
  Terminal: ({ name }) => terminal(name),
  Alternative: ({ definition }) => sequence(definition),
  Alternation: ({ definition }) => `( ${definition.map(production).join(" | ")} )`,
  Option: ({ definition }) => `( ${sequence(definition)} )?`,
  Repetition: ({ definition }) => `( ${sequence(definition)} )*`,
  RepetitionWithSeparator: ({ definition, separator }) =>
    `( ${sequence(definition)} ( ${terminal(separator.name)} ${sequence(definition)} )* )?`,
};

/** One node of the recorded grammar in W3C notation. */
function production(node) {
  const notation = notations[node.type];
  if (notation === undefined) throw new Error(`no notation for ${node.type}`);
  return notation(node);
}

const tidy = (text) =>
  text
    .replaceAll(/\( ([^\s()]+) \)([?*])/g, "$1$2")
    .replace(/^\( (.*) \)$/, (whole, inner) => (inner.includes("( ") ? whole : inner));

const tokenRule = (type) => {
  const members = types.filter(({ CATEGORIES }) => CATEGORIES?.includes(type));
  if (members.length > 0) return members.map(({ name }) => terminal(name)).join(" | ");
  if (typeof type.PATTERN === "function")
    return "/[\\p{L}_][\\p{L}\\p{M}\\p{N}_.]*/ /* unless reserved */";
  const source = sourceOf(type);
  return source === undefined ? `/* ${type.LABEL} */` : `/${source}/`;
};

function ebnf(productions) {
  const rules = productions.map(
    ({ name, definition }) => `${name} ::= ${tidy(sequence(definition))}`,
  );
  const named = types.filter((type) => spelling(type) === undefined);
  const levels = operatorLevels.map(
    ({ operators, fixity }, level) =>
      `   ${level + 1}. ${operators.join("  ")}  (${{ left: "from the left", none: "does not chain", prefix: "prefix" }[fixity]})`,
  );
  return [
    `/* ${note} */`,
    "",
    "/* Rules. Line ends stand only between statements and items; see docs/language.md. */",
    ...rules,
    "",
    "/* Operators of an expression, from loosest to tightest.",
    ...levels,
    "*/",
    "",
    "/* Tokens. Foreign, UnclosedText and UnclosedName are recognised only to be reported. */",
    ...named.map((type) => `${type.name} ::= ${tokenRule(type)}`),
    "",
  ].join("\n");
}

const sourcesIn = (category) =>
  types.filter(({ CATEGORIES }) => CATEGORIES?.includes(category)).map(sourceOf);
const isWord = (source) => /^[A-Za-z[]/.test(source ?? "");
const longestFirst = (one, other) => other.length - one.length || (one < other ? -1 : 1);
const either = (sources) => `(?:${sources.join("|")})`;

function textMate() {
  const t = tokenTypes;
  const operators = [...new Set([...sourcesIn(t.BinaryOperator), ...sourcesIn(t.PrefixOperator)])];
  const word = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_.]*";
  const keywords = [t.Data, t.Model, t.Prior, t.Aggregate].map(sourceOf);
  const rules = [
    ["comment.line.number-sign.mlm", sourceOf(t.Comment)],
    ["string.quoted.mlm", sourceOf(t.Text)],
    ["variable.other.quoted.mlm", sourceOf(t.QuotedName)],
    ["constant.numeric.mlm", `(?<![\\p{L}\\p{N}_.])${sourceOf(t.Numeral)}`],
    ["constant.language.mlm", `\\b${either(sourcesIn(t.Constant))}\\b`],
    ["keyword.declaration.mlm", `^\\s*${either(keywords)}(?=\\s+[\\p{L}_\`])`],
    ["keyword.other.mlm", `\\b${sourceOf(t.On)}\\b(?=\\s+[\\p{L}_\`])`],
    ["keyword.operator.word.mlm", `\\b${either(operators.filter(isWord))}\\b`],
    ["entity.name.function.mlm", `${word}(?=\\s*\\()`],
    ["variable.parameter.mlm", `${word}(?=\\s*=(?!=))`],
    [
      "keyword.operator.mlm",
      either(operators.filter((source) => !isWord(source)).sort(longestFirst)),
    ],
    ["keyword.operator.assignment.mlm", sourceOf(t.Assign)],
  ];
  const grammar = {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    comment: note,
    name: "mlm",
    scopeName: "source.mlm",
    fileTypes: ["mlm"],
    patterns: rules.map(([name, match]) => ({ name, match })),
  };
  return `${JSON.stringify(grammar, undefined, 2)}\n`;
}

/** The generated files of the grammar, as paths from the repository's root and their contents. */
export function generateGrammar() {
  const parser = new MlmParser();
  const productions = parser.getSerializedGastProductions();
  const diagrams = chevrotain.createSyntaxDiagramsCode(productions, {
    resourceBase: "../../node_modules/chevrotain/diagrams/",
    css: "../../node_modules/chevrotain/diagrams/diagrams.css",
  });
  const cstTypes = chevrotain.generateCstDts(parser.getGAstProductions(), {
    includeVisitorInterface: false,
  });
  return [
    { path: "grammar/generated/grammar.ebnf", content: ebnf(productions) },
    { path: "grammar/generated/mlm.tmLanguage.json", content: textMate() },
    { path: "grammar/generated/railroad.html", content: `<!-- ${note} -->\n${diagrams.trim()}\n` },
    {
      path: "grammar/generated/cst-types.ts",
      content: `/** The concrete syntax tree. ${note} */\n${cstTypes.replace(", ICstVisitor", "")}`,
    },
  ];
}
