/** Checks of a model's items that need no data: settings, and formulas of later versions. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { FormulaItem, ModelDeclaration, SettingItem } from "./ast.js";
import { printExpression } from "./print-expression.js";

const modelSettings: readonly string[] = ["family", "priors", "bambi", "weight"];

function checkSettings(settings: readonly SettingItem[], sink: DiagnosticSink): void {
  const given = new Map<string, SettingItem>();
  for (const setting of settings) {
    const { name } = setting;
    const earlier = given.get(name.text);
    if (earlier !== undefined) {
      sink.report({
        code: "duplicate-setting",
        severity: "error",
        message: `the setting \`${name.text}\` is given twice`,
        span: name.span,
        labels: [{ span: earlier.name.span, message: "first given here" }],
      });
    } else if (!modelSettings.includes(name.text)) reportUnknownSetting(setting, sink);
    given.set(name.text, earlier ?? setting);
  }
}

function reportUnknownSetting({ name }: SettingItem, sink: DiagnosticSink): void {
  const nearest = nearestName(name.text, modelSettings);
  sink.report({
    code: "unknown-setting",
    severity: "error",
    message: `a model has no setting \`${name.text}\``,
    span: name.span,
    expected: modelSettings.join(", "),
    ...(nearest !== undefined && {
      help: `did you mean \`${nearest}\`?`,
      fix: { span: name.span, replacement: nearest },
    }),
  });
}

/** The first formula is the response's; others would be for distributional parameters. */
function reportFurtherFormulas(formulas: readonly FormulaItem[], sink: DiagnosticSink): void {
  for (const { formula, span } of formulas.slice(1)) {
    const response = printExpression(formula.response);
    sink.report({
      code: "not-in-this-version",
      severity: "error",
      message: `a second formula, here for \`${response}\`, is not in this version`,
      span,
      help: "distributional parameters have one value for all rows; set it with `prior`",
    });
  }
}

function checkAggregates({ items }: ModelDeclaration, sink: DiagnosticSink): void {
  const aggregates = items.filter((item) => item.kind === "aggregate");
  const [first, ...others] = aggregates;
  for (const { span } of others)
    sink.report({
      code: "duplicate-setting",
      severity: "error",
      message: "`aggregate by` is given twice",
      span,
      ...(first && { labels: [{ span: first.span, message: "first given here" }] }),
    });
  const weight = items.find((item) => item.kind === "setting" && item.name.text === "weight");
  if (weight === undefined || aggregates.length > 0) return;
  sink.report({
    code: "bad-setting",
    severity: "error",
    message: "`weight` is how many people a row stands for, which only `aggregate by` needs",
    span: weight.span,
    help: "weigh the rows of another model by its response: weighted(y, w)",
  });
}

export function checkModelItems(model: ModelDeclaration, sink: DiagnosticSink): void {
  const { items, incomplete, name } = model;
  checkSettings(
    items.filter((item) => item.kind === "setting"),
    sink,
  );
  checkAggregates(model, sink);
  const formulas = items.filter((item) => item.kind === "formula");
  // Several formulas of totals are races, which the model room reads.
  if (!items.some(({ kind }) => kind === "aggregate")) reportFurtherFormulas(formulas, sink);
  if (formulas.length > 0 || incomplete === true) return;
  sink.report({
    code: "model-without-formula",
    severity: "error",
    message: `the model \`${name.text}\` has no formula`,
    span: model.span,
    expected: "`response ~ terms`, such as `y ~ x + (1 | g)`",
  });
}
