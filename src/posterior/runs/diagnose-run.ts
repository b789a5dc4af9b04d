/** Says how a run ended where that is not as it was to end, and what its checkpoint had to do with it. */
import type { Diagnostic } from "../../diagnostics/index.js";
import type { NutsSettings } from "../../engines/nuts/index.js";
import type { CheckpointFile } from "../checkpoint/checkpoint-file.js";
import { countText, valueText } from "../number-text.js";
import type { Draws, SamplingRun } from "../posterior.js";
import type { ChainsRun } from "./run-chains.js";

interface RunEvidence {
  readonly chains: Pick<ChainsRun, "resumed" | "unwritten">;
  readonly run: SamplingRun;
  readonly draws: Pick<Draws, "drawsPerChain">;
  readonly settings: NutsSettings;
  readonly checkpoint: CheckpointFile | undefined;
}

export function diagnoseRun(evidence: RunEvidence): readonly Diagnostic[] {
  return [
    ...diagnoseResumption(evidence),
    ...diagnoseTime(evidence),
    ...diagnoseGoal(evidence),
    ...diagnoseWriting(evidence),
  ];
}

function diagnoseResumption(evidence: RunEvidence): readonly Diagnostic[] {
  const { chains, draws, settings, checkpoint } = evidence;
  const first = Math.min(...chains.resumed);
  const last = Math.max(...chains.resumed);
  if (!checkpoint || chains.resumed.length === 0) return [];
  const made = first === last ? countText(first) : `${countText(first)} to ${countText(last)}`;
  const whole = first >= settings.tune + draws.drawsPerChain;
  return [
    {
      code: "resumed",
      severity: "note",
      message: whole
        ? `the checkpoint \`${checkpoint.name}\` has all draws of this fit`
        : `the fit went on from the checkpoint \`${checkpoint.name}\`, which had ${made} iterations per chain, warm-up included`,
    },
  ];
}

function diagnoseTime({ run, draws, settings, checkpoint }: RunEvidence): readonly Diagnostic[] {
  if (run.ended !== "time") return [];
  const { time = 0 } = settings;
  return [
    {
      code: "time-is-up",
      severity: "warning",
      message: `the fit ended by its time of ${valueText(time)} s after ${countText(draws.drawsPerChain)} of ${countText(settings.draws)} draws per chain; results rest on these`,
      help: checkpoint
        ? "run again to go on from the checkpoint"
        : "how many draws a time allows depends on the machine; give more time, or draws",
    },
  ];
}

function diagnoseGoal({ run, draws, settings }: RunEvidence): readonly Diagnostic[] {
  const { ended, fewest } = run;
  if (settings.until === undefined || ended === "enough") return [];
  const has = fewest
    ? `${fewest.parameter} has ${countText(Math.floor(fewest.draws))}`
    : "no parameter varies";
  return [
    {
      code: "not-enough-draws",
      severity: "warning",
      message: `not every parameter has the ${countText(settings.until)} effective draws that \`until\` asks for after ${countText(draws.drawsPerChain)} draws per chain: ${has}`,
      ...(ended === "draws" && {
        help: "raise draws, which is the most per chain where `until` is given",
      }),
    },
  ];
}

function diagnoseWriting({ chains, checkpoint }: RunEvidence): readonly Diagnostic[] {
  if (!checkpoint || chains.unwritten === undefined) return [];
  return [
    {
      code: "checkpoint-not-written",
      severity: "warning",
      message: `the checkpoint \`${checkpoint.name}\` was not always written: ${chains.unwritten}`,
    },
  ];
}
