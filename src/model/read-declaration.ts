/** Reads a model declaration's items as a request: formula, settings and priors. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import { componentLabel } from "../design/index.js";
import { printExpression } from "../language/index.js";
import type { FormulaItem, ModelDeclaration, PriorItem, SettingItem } from "../language/ast.js";
import { readDistribution } from "../vocabulary/index.js";
import type { ModelRequest, DefaultPriorRule } from "./model-request.js";
import type { PriorRequest } from "./priors/prior-request.js";
import { readPriorTarget } from "./priors/read-prior-target.js";
import { readFamily } from "./read-family.js";
import { readAggregate } from "./totals/read-aggregate.js";

/** The request, or undefined when there is no formula to build on; every mistake is reported. */
export function readDeclaration(
  declaration: ModelDeclaration,
  sink: DiagnosticSink,
): ModelRequest | undefined {
  const formulas = declaration.items.filter((item) => item.kind === "formula");
  const settings = declaration.items.filter((item) => item.kind === "setting");
  const priors = declaration.items.filter((item) => item.kind === "prior");
  const familySetting = settings.find(({ name }) => name.text === "family");
  const item = declaration.items.find((one) => one.kind === "aggregate");
  const aggregate = item && readAggregate(item, settings, sink);
  const family = familySetting && !item ? readFamily(familySetting.value, sink) : undefined;
  const request = {
    family: family?.family,
    link: family?.link,
    familySpan: familySetting?.value.span,
    independentSlopes: readIndependence(settings, sink),
    defaultPriors: readDefaultPriors(settings, sink),
    priors: priors.map((item) => readPrior(item, sink)).filter((prior) => prior !== undefined),
  };
  const formula = onlyFormula(declaration, formulas, sink);
  if (!formula || (item ? !aggregate : familySetting && !family)) return undefined;
  return {
    name: declaration.name.text,
    formula: formula.formula,
    ...request,
    ...(aggregate && { aggregate }),
  };
}

function onlyFormula(
  declaration: ModelDeclaration,
  formulas: readonly FormulaItem[],
  sink: DiagnosticSink,
): FormulaItem | undefined {
  const [first, ...others] = formulas;
  // An unreadable item, already reported, may have been the formula.
  if (!first && !declaration.incomplete) {
    sink.report({
      code: "model-without-formula",
      severity: "error",
      message: `the model \`${declaration.name.text}\` has no formula`,
      span: declaration.span,
      expected: "a formula such as y ~ x + (1 | g)",
    });
  }
  const races = declaration.items.some(({ kind }) => kind === "aggregate");
  for (const { span } of others) {
    sink.report({
      code: races ? "races-need-network" : "not-in-this-version",
      severity: "error",
      message: races
        ? "several races in one block have names, and share a network"
        : "a model with more than one formula is not in this version",
      span,
      ...(races && {
        expected: "governor: votes(a, b) ~ dense(...), then senate: votes(c, d) ~ shared",
        help: "or a block for each race: ballot_covariance(gov, sen, ballots = ...) takes several fits",
      }),
    });
  }
  return others.length === 0 ? first : undefined;
}

export function readPrior(item: PriorItem, sink: DiagnosticSink): PriorRequest | undefined {
  const target = readPriorTarget(item.target, sink);
  const distribution = readDistribution(item.distribution, sink);
  if (!target || !distribution) return undefined;
  return {
    target,
    text: componentLabel(item.target),
    source: printExpression(item.target),
    targetSpan: item.target.span,
    distribution,
    span: item.span,
  };
}

function readIndependence(settings: readonly SettingItem[], sink: DiagnosticSink): boolean {
  const setting = settings.find(({ name }) => name.text === "bambi");
  if (!setting) return false;
  const { value } = setting;
  if (value.kind === "constant" && value.value !== null) return value.value;
  reportBadSetting(setting, "true or false", sink);
  return false;
}

function readDefaultPriors(
  settings: readonly SettingItem[],
  sink: DiagnosticSink,
): DefaultPriorRule {
  const setting = settings.find(({ name }) => name.text === "priors");
  if (!setting) return "information";
  const { value } = setting;
  const word = value.kind === "text" ? value.value : value.kind === "name" ? value.text : "";
  if (word === "default") return "information";
  if (word === "bambi") return "rows";
  if (word === "r-inla") return "r-inla";
  reportBadSetting(setting, '"default", "bambi" or "r-inla"', sink);
  return "information";
}

function reportBadSetting(
  { name, value }: SettingItem,
  expected: string,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "bad-setting",
    severity: "error",
    message: `the setting \`${name.text}\` cannot have this value`,
    span: value.span,
    expected,
    found: componentLabel(value),
  });
}
