/** `engine = auto`: the corrected approximation where it passes its gate, else the sampler; a note says which and why. */
import type { CompiledModel } from "../compiler/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { Correction } from "../engines/importance/index.js";
import { isInferenceFailure } from "./inference-failure.js";
import { correctionText } from "./laplace/diagnose-approximation.js";
import type { InlaPosterior, Posterior } from "./posterior.js";

/** How a model is fitted by either engine, with settings and progress as the caller has them. */
export interface EngineChoice {
  readonly model: CompiledModel;
  /** By inla, with `correct`. */
  readonly approximate: () => Promise<Posterior>;
  readonly sample: () => Promise<Posterior>;
}

function noteOf(message: string): Diagnostic {
  return { code: "engine-chosen", severity: "note", message };
}

/** What keeps a model from being approximated; undefined for failures that the sampler has no answer to. */
function obstacleOf(error: unknown): string | undefined {
  if (!isInferenceFailure(error)) return undefined;
  const found = error.diagnostics.find(
    ({ code }) => code === "not-latent-gaussian" || code === "no-posterior-mode",
  );
  return found?.message;
}

function reasonAgainst(correction: Correction | undefined): string {
  if (correction === undefined) return "there are too many effects to correct an approximation";
  return `the approximation could not be corrected to the exact posterior (${correctionText(correction)})`;
}

async function sampleBecause(sample: EngineChoice["sample"], reason: string): Promise<Posterior> {
  const posterior = await sample();
  const note = noteOf(`engine = nuts was chosen: ${reason}`);
  return { ...posterior, diagnostics: [note, ...posterior.diagnostics] };
}

/** With its own getters: a spread would make the draws and predictions that nobody has asked for yet. */
function withNote(posterior: InlaPosterior, note: Diagnostic): InlaPosterior {
  const properties = Object.getOwnPropertyDescriptors(posterior);
  const diagnostics = { value: [note, ...posterior.diagnostics], enumerable: true };
  return Object.defineProperties({}, { ...properties, diagnostics }) as InlaPosterior;
}

/** To correct an approximation of totals takes about as long as to sample. */
const ofTotals =
  "the response is known only as totals of units, which engine = inla approximates when it is asked for";

export async function chooseEngine({
  model,
  approximate,
  sample,
}: EngineChoice): Promise<Posterior> {
  if (model.spec.totals) return sampleBecause(sample, ofTotals);
  let approximation: Posterior;
  try {
    approximation = await approximate();
  } catch (error) {
    const obstacle = obstacleOf(error);
    if (obstacle === undefined) throw error;
    return sampleBecause(sample, obstacle);
  }
  if (approximation.engine !== "inla") throw new Error("an approximation by inla was asked for");
  const { correction, diagnostics } = approximation;
  if (diagnostics.some(({ code }) => code === "several-modes"))
    return sampleBecause(
      sample,
      "the posterior has several modes, of which an approximation sees one",
    );
  if (!correction?.passed) return sampleBecause(sample, reasonAgainst(correction));
  const reason = `the approximation passes as exact when corrected (${correctionText(correction)})`;
  return withNote(approximation, noteOf(`engine = inla was chosen: ${reason}`));
}
