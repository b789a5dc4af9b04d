/** Diagnostic codes that the syntax stage may report. */

export const syntaxCodes = {
  "syntax-error": {
    severity: "error",
    summary: "The text is not a statement of the language.",
  },
  "unterminated-string": {
    severity: "error",
    summary: "A quoted text or name has no closing quote on its line.",
  },
  "unknown-character": {
    severity: "error",
    summary: "A character that no token begins with.",
  },
  "foreign-operator": {
    severity: "error",
    summary: "An operator of another language, such as `&` or `%`.",
  },
  "unclosed-bracket": {
    severity: "error",
    summary: "A bracket or brace is opened and never closed.",
  },
  "unopened-bracket": {
    severity: "error",
    summary: "A bracket or brace closes what was not opened with it.",
  },
  "nesting-too-deep": {
    severity: "error",
    summary: "Brackets, signs or operators are nested deeper than any model needs.",
  },
  "numeral-too-large": {
    severity: "error",
    summary: "A number too large to be represented.",
  },
  "group-term-needs-parentheses": {
    severity: "error",
    summary: "A group-specific term such as `1 | g` stands in a formula without parentheses.",
  },
  "not-in-this-version": {
    severity: "error",
    summary: "A construct of the language that this version does not have yet.",
  },
  "duplicate-name": {
    severity: "error",
    summary: "A name is declared twice in one file.",
  },
  "unknown-setting": {
    severity: "error",
    summary: "A setting that a model does not have.",
  },
  "duplicate-setting": {
    severity: "error",
    summary: "A model's setting is given twice.",
  },
  "unknown-column-type": {
    severity: "error",
    summary: "A column clause names a type that columns do not have.",
  },
  "duplicate-column-clause": {
    severity: "error",
    summary: "A data declaration describes one column twice.",
  },
} as const;
