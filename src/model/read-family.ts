/** Reads `binomial(link = "probit")` as a family and a link. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Argument, CallExpression, Expression } from "../language/ast.js";
import { families, findFamily } from "../vocabulary/index.js";
import type { Family, LinkName } from "../vocabulary/index.js";

export interface NamedFamily {
  readonly family: Family;
  readonly link: LinkName | undefined;
}

/** Families of Bambi that come with a later version. */
const laterFamilies = [
  "beta_binomial",
  "exponential",
  "weibull",
  "wald",
  "laplace",
  "asymmetriclaplace",
  "vonmises",
  "categorical",
  "multinomial",
  "dirichlet_multinomial",
  "cumulative",
  "sratio",
  "zero_inflated_poisson",
  "zero_inflated_binomial",
  "zero_inflated_negativebinomial",
  "hurdle_poisson",
  "hurdle_negativebinomial",
  "hurdle_gamma",
  "hurdle_lognormal",
];

/** The family setting's value: a name, a text, or a call with a link; undefined after reporting. */
export function readFamily(expression: Expression, sink: DiagnosticSink): NamedFamily | undefined {
  if (expression.kind === "name") return familyOf(expression.text, expression.span, sink);
  if (expression.kind === "text") return familyOf(expression.value, expression.span, sink);
  if (expression.kind === "call") return readFamilyCall(expression, sink);
  sink.report({
    code: "bad-setting",
    severity: "error",
    message: "the family must be a name, with its link in parentheses where wanted",
    span: expression.span,
    expected: 'a family such as binomial or binomial(link = "probit")',
  });
  return undefined;
}

/** The family of that name with its default link; undefined after reporting. */
export function familyOf(
  name: string,
  span: Span | undefined,
  sink: DiagnosticSink,
): NamedFamily | undefined {
  const family = findFamily(name);
  if (family) return { family, link: undefined };
  if (laterFamilies.includes(name)) {
    sink.report({
      code: "not-in-this-version",
      severity: "error",
      message: `the family \`${name}\` is not in this version`,
      ...(span && { span }),
    });
    return undefined;
  }
  const nearest = nearestName(name, Object.keys(families));
  sink.report({
    code: "unknown-family",
    severity: "error",
    message: `there is no family called \`${name}\``,
    ...(span && { span }),
    expected: `one of ${Object.keys(families).join(", ")}`,
    found: name,
    ...(nearest && { help: `did you mean \`${nearest}\`?` }),
    ...(nearest && span && { fix: { span, replacement: nearest } }),
  });
  return undefined;
}

function readFamilyCall(call: CallExpression, sink: DiagnosticSink): NamedFamily | undefined {
  const named = familyOf(call.callee.text, call.callee.span, sink);
  if (!named) return undefined;
  const [argument, ...others] = call.arguments;
  if (!argument) return named;
  const link = others.length === 0 ? linkText(argument) : undefined;
  if (link === undefined) {
    sink.report({
      code: "bad-setting",
      severity: "error",
      message: `the family \`${named.family.name}\` takes one argument, its link`,
      span: call.span,
      expected: `${named.family.name}(link = "${named.family.links[0]!}")`,
    });
    return undefined;
  }
  const known = linkOf(named.family, link, argument.value.span, sink);
  return known && { family: named.family, link: known };
}

function linkText({ name, value }: Argument): string | undefined {
  if (name && name.text !== "link") return undefined;
  if (value.kind === "text") return value.value;
  return value.kind === "name" ? value.text : undefined;
}

/** The link of that name if the family has it; undefined after reporting. */
export function linkOf(
  family: Family,
  name: string,
  span: Span | undefined,
  sink: DiagnosticSink,
): LinkName | undefined {
  const link = family.links.find((one) => one === name);
  if (link) return link;
  const nearest = nearestName(name, family.links);
  sink.report({
    code: "unknown-link",
    severity: "error",
    message: `the family \`${family.name}\` has no link called \`${name}\``,
    ...(span && { span }),
    expected: `one of ${family.links.join(", ")}`,
    found: name,
    ...(nearest && { help: `did you mean \`${nearest}\`?` }),
  });
  return undefined;
}
