/** What the values given to `plot` are together: fits, estimates with or without their truth, a model, or a table. */
import type { NamedFit, PlotContext, PlotSubject } from "../charts/index.js";
import type { NamedValue } from "../report/index.js";
import { asFrame } from "./as-frame.js";
import { nameOfKind } from "./session-value.js";

const drawable =
  "fits, estimates (and their truth), a model, a trained network, or one table of a verb that has a chart";

function fitsOf(values: readonly NamedValue[]): readonly NamedFit[] {
  return values.flatMap(({ name, value }) => (value.kind === "fit" ? [{ name, fit: value }] : []));
}

/** Undefined after a report. */
export function plotSubject(
  values: readonly NamedValue[],
  context: PlotContext,
): PlotSubject | undefined {
  const [first, second, ...others] = values;
  const [fit, ...fits] = fitsOf(values);
  if (fit !== undefined && fits.length === values.length - 1)
    return { of: "fits", fits: [fit, ...fits] };
  if (first === undefined || others.length > 0) {
    context.refuse({ message: "these values make no picture together", expected: drawable });
    return undefined;
  }
  const { value } = first;
  if (value.kind === "estimates") {
    if (second === undefined) return { of: "estimates", estimates: { estimates: value } };
    const truth = asFrame(second.value, second.name, context.sink);
    if (truth !== undefined) return { of: "estimates", estimates: { estimates: value, truth } };
  }
  if (value.kind === "model" && second === undefined) return { of: "model", model: value };
  if (value.kind === "network" && second === undefined) return { of: "network", network: value };
  if (value.kind === "table" && second === undefined) return { of: "table", table: value };
  const kinds = [...new Set(values.map((one) => nameOfKind(one.value.kind)))];
  context.refuse({
    message: `${kinds.join(" and ")} cannot be drawn`,
    expected: drawable,
  });
  return undefined;
}
