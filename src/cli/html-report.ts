/** The page of a run: what it answered, what made it, and when. */
import { basename } from "node:path";
import type { RecordedRead } from "../node/recorded-reads.js";
import { readVersion } from "../node/version.js";
import type { Answer } from "../report/page/page-parts.js";
import type { RunOutcome } from "../session/index.js";

export interface PageRequest {
  readonly outcome: RunOutcome;
  readonly answers: readonly Answer[];
  readonly reads: Iterable<RecordedRead>;
  /** As typed, without the folder of the program. */
  readonly command: string;
  readonly made: Date;
}

const machine = (): string => `Node ${process.versions.node}, ${process.platform} ${process.arch}`;

/** The command that made the page, with the name of the program only: pages are passed on. */
export function commandOf(file: string, set: Readonly<Record<string, string>>): string {
  const settings = Object.entries(set).map(([name, value]) => ` --set ${name}=${value}`);
  return `mlm run ${basename(file)} --format html${settings.join("")}`;
}

export async function htmlReport(request: PageRequest): Promise<string> {
  const { outcome, answers, reads, command, made } = request;
  const { reportPage } = await import("../report/page/report-page.js");
  const { pagePictures } = await import("./page-pictures.js");
  const ownKinds: ReadonlySet<string> = new Set(["fit", "network", "model"]);
  const own = outcome.results.filter(({ value }) => ownKinds.has(value.kind));
  const shown = [...own, ...answers.map(({ result }) => result)];
  return reportPage({
    ...outcome,
    file: basename(outcome.file),
    program: outcome.sources.get(outcome.file) ?? "",
    trusted: outcome.trusted && !outcome.hasErrors,
    answers,
    pictures: await pagePictures(shown),
    provenance: {
      version: readVersion(),
      machine: machine(),
      made: `${made.toISOString().slice(0, 16).replace("T", " ")} UTC`,
      command,
      files: [...reads],
    },
  });
}
