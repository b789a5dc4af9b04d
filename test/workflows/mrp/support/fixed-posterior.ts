/** Fits that were never run: a compiled model with made-up draws, so that every answer is known. */
import { compileModel } from "../../../../src/compiler/index.js";
import type { CompiledModel } from "../../../../src/compiler/index.js";
import type { DataFrame } from "../../../../src/data/index.js";
import { collectDiagnostics } from "../../../../src/diagnostics/index.js";
import { parseFormulaText } from "../../../../src/language/index.js";
import { openStream } from "../../../../src/math/index.js";
import type { RandomStream } from "../../../../src/math/index.js";
import { resolveFormula } from "../../../../src/model/index.js";
import type { NutsPosterior, Posterior } from "../../../../src/posterior/posterior.js";
import type { ReportedParameter } from "../../../../src/target/index.js";
import { defaultNutsSettings } from "../../../../src/engines/nuts/nuts-settings.js";

/** Makes one draw of a parameter. */
export type DrawRule = (parameter: ReportedParameter, random: RandomStream) => number;

const plausible: DrawRule = ({ role }, random) => {
  if (role === "sd" || role === "auxiliary") return 0.2 + random.uniform();
  return role === "correlation" ? 1.8 * random.uniform() - 0.9 : random.normal();
};

export function fixedPosterior(
  formulaText: string,
  data: DataFrame,
  family: string,
  drawCount: number,
  rule: DrawRule = plausible,
): NutsPosterior {
  const sink = collectDiagnostics();
  const formula = parseFormulaText({ file: "test.mlm", text: formulaText }, sink);
  const spec = formula && resolveFormula(formula, data, { family }, sink);
  if (spec === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  return posteriorOf(
    compileModel(spec, () => 0),
    drawCount,
    rule,
  );
}

/** A fit of a compiled model with made-up draws. */
export function posteriorOf(
  model: CompiledModel,
  drawCount: number,
  rule: DrawRule = plausible,
): NutsPosterior {
  const random = openStream(7, "fixed posterior");
  const { parameters } = model;
  const values = Float64Array.from({ length: drawCount * parameters.length }, (_, position) =>
    rule(parameters[position % parameters.length]!, random),
  );
  return {
    kind: "fit",
    model,
    engine: "nuts",
    settings: defaultNutsSettings,
    draws: { parameters, chains: 1, drawsPerChain: drawCount, values },
    statistics: [],
    seconds: {},
    diagnostics: [],
    interrupted: false,
  };
}

/** One draw by parameter name. */
export function drawByName({ draws }: Posterior, draw: number): ReadonlyMap<string, number> {
  const width = draws.parameters.length;
  return new Map(
    draws.parameters.map(({ name }, position) => [name, draws.values[draw * width + position]!]),
  );
}
