/** A fit in our own format, from which every later question gets the same answer. */
import type { Posterior } from "../../posterior/index.js";
import type { NetworkFit } from "../../workflows/ecological/networks/index.js";
import { openArrayWriter, type ArrayWriter } from "./array-store.js";
import { writeContainer } from "./container.js";
import { writeDiagnostic } from "./diagnostic-record.js";
import { writeDraws } from "./draws-record.js";
import { storedNumber } from "./fields.js";
import { writeModel } from "./model-record.js";
import { writeNetwork } from "./network-record.js";
import { writeQuality } from "./quality-record.js";
import { writeLeftAttempt, writeRun } from "./run-record.js";
import { writeStatistics } from "./statistics-record.js";

const writeSeconds = (seconds: Posterior["seconds"]) =>
  Object.fromEntries(Object.entries(seconds).map(([stage, time]) => [stage, storedNumber(time)]));

/** What an engine has besides its settings; a nested Laplace fit is made anew from these. */
function writeResults(posterior: Posterior, writer: ArrayWriter) {
  switch (posterior.engine) {
    case "nuts":
      return {
        draws: writeDraws(posterior.draws, writer),
        statistics: posterior.statistics.map((chain) => writeStatistics(chain, writer)),
        ...(posterior.run && { run: writeRun(posterior.run) }),
        ...(posterior.left && { left: posterior.left.map(writeLeftAttempt) }),
      };
    case "inla": {
      const { integrated } = posterior.approximation.logMarginalLikelihood;
      return { log_marginal_likelihood: storedNumber(integrated) };
    }
    case "advi":
      return {
        draws: writeDraws(posterior.draws, writer),
        quality: writeQuality(posterior.quality),
        mean_error: storedNumber(posterior.meanError),
        linear_response: posterior.linearResponse,
      };
    case "pathfinder":
      return {
        draws: writeDraws(posterior.draws, writer),
        quality: writeQuality(posterior.quality),
      };
  }
}

/** A trained network, in a file of the same build. */
export function writeSavedNetwork(fit: NetworkFit): Uint8Array {
  const writer = openArrayWriter();
  return writeContainer({ network: writeNetwork(fit, writer) }, writer.arrays);
}

export function writeSavedFit(posterior: Posterior): Uint8Array {
  const writer = openArrayWriter();
  const header = {
    model: writeModel(posterior.model.spec, writer),
    fit: {
      engine: posterior.engine,
      settings: posterior.settings,
      seconds: writeSeconds(posterior.seconds),
      interrupted: posterior.interrupted,
      diagnostics: posterior.diagnostics.map(writeDiagnostic),
      ...writeResults(posterior, writer),
    },
  };
  return writeContainer(header, writer.arrays);
}
