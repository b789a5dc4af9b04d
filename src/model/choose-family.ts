/** Settles family and link from what was asked and from the form of the response. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Response } from "../design/design-blocks.js";
import { families } from "../vocabulary/index.js";
import type { Family, LinkName } from "../vocabulary/index.js";
import type { ModelRequest } from "./model-request.js";

export interface ChosenFamily {
  readonly family: Family;
  readonly link: LinkName;
}

/** Undefined after reporting when the response's form does not belong to the family. */
export function chooseFamily(
  request: ModelRequest,
  response: Response,
  sink: DiagnosticSink,
): ChosenFamily | undefined {
  const family = request.family ?? familyByResponse(request, response, sink);
  const mistake = formMistake(family, response);
  if (mistake) {
    reportForm(mistake, request.formula.response.span, response, sink);
    return undefined;
  }
  const link = request.link ?? family.links[0]!;
  if (family.name === "gamma" && request.link === undefined) warnOfInverse(request, sink);
  return { family, link };
}

function familyByResponse(
  { formula }: ModelRequest,
  { trials, success }: Response,
  sink: DiagnosticSink,
): Family {
  const [family, why] = trials
    ? [families.binomial, "successes among trials"]
    : success
      ? [families.bernoulli, "a category against the others"]
      : [families.gaussian, "a number, as in Bambi"];
  sink.report({
    code: "family-chosen",
    severity: "note",
    message: `no family was given: \`${family.name}\`, because the response is ${why}`,
    span: formula.response.span,
    help: `write \`family = ${family.name}\` to say so, or another family`,
  });
  return family;
}

interface FormMistake {
  readonly message: string;
  readonly help: string;
}

function formMistake(
  family: Family,
  { text, trials, standardErrors, success }: Response,
): FormMistake | undefined {
  if (trials && family.trials !== "given") {
    return {
      message: `a response with trials does not belong to the \`${family.name}\` family`,
      help: "use `family = binomial`, or the plain response without `p(...)`",
    };
  }
  if (!trials && family.trials === "given") {
    return {
      message: `the \`${family.name}\` family needs the number of trials`,
      help: `write \`p(${text}, n)\` with the column of trials, or use \`family = bernoulli\` for responses 0 and 1`,
    };
  }
  if (standardErrors && family.name !== "gaussian") {
    return {
      message: `known standard errors do not belong to the \`${family.name}\` family`,
      help: "use `family = gaussian` with `se(y, s)`",
    };
  }
  if (success && family.trials !== "one") {
    return {
      message: `a categorical response does not belong to the \`${family.name}\` family`,
      help: "use `family = bernoulli`",
    };
  }
  return undefined;
}

function reportForm(
  { message, help }: FormMistake,
  span: Span,
  { text }: Response,
  sink: DiagnosticSink,
): void {
  sink.report({ code: "family-and-response", severity: "error", message, span, found: text, help });
}

function warnOfInverse({ familySpan }: ModelRequest, sink: DiagnosticSink): void {
  sink.report({
    code: "gamma-inverse-link",
    severity: "warning",
    message:
      "the default link of gamma is inverse, as in Bambi: the mean is negative or infinite where the linear predictor is not above zero",
    ...(familySpan && { span: familySpan }),
    help: '`family = gamma(link = "log")` keeps every mean positive',
  });
}
