/** A model in words: formula, family, link, observations and every prior by section. */
import { printDistribution } from "../vocabulary/index.js";
import type { ModelSpec, ResolvedPrior } from "./model-spec.js";

interface PriorLine {
  readonly name: string;
  readonly prior: ResolvedPrior;
}

/** Several lines of plain text, as `mlm compile --emit spec` prints them. */
export function describeModel(spec: ModelSpec): string {
  const sections: readonly (readonly [string, readonly PriorLine[]])[] = [
    ["Common effects", commonLines(spec)],
    ["Group-specific effects", groupLines(spec)],
    ["Auxiliary parameters", spec.auxiliary],
  ];
  const lines = [...headerLines(spec), "Priors"];
  for (const [title, priors] of sections) {
    if (priors.length > 0) lines.push(`  ${title}`, ...priorLines(priors));
  }
  return `${lines.join("\n")}\n`;
}

function headerLines(spec: ModelSpec): string[] {
  const { rows, rowsGiven, response } = spec.design;
  const left = rowsGiven - rows.length;
  const observations = left === 0 ? `${rows.length}` : `${rows.length} (${left} rows left out)`;
  const header: (readonly [string, string])[] = [
    ["Model", `${spec.name} on ${spec.dataName}`],
    ["Formula", spec.formulaText],
    ["Family", spec.family],
    ["Link", spec.link],
    ["Observations", observations],
  ];
  if (response.success) header.push(["Success", response.success.level]);
  if (spec.centred && spec.common.length > 0) header.push(["Predictors", "centred at their means"]);
  return header.map(([title, text]) => `${`${title}:`.padEnd(14)}${text}`);
}

function commonLines({ intercept, common }: ModelSpec): readonly PriorLine[] {
  if (!intercept) return termLines(common);
  const { prior } = intercept;
  const name = prior.at === "zero" ? "Intercept(at = 0)" : "Intercept";
  return [{ name, prior }, ...termLines(common)];
}

/** One line for neighbouring columns of a term that have the same prior for the same reason. */
function termLines(common: ModelSpec["common"]): readonly PriorLine[] {
  const lines: (PriorLine & { readonly term: string; readonly columns: number })[] = [];
  for (const { name, term, prior } of common) {
    const last = lines.at(-1);
    if (last?.term === term && samePrior(last.prior, prior)) {
      const columns = last.columns + 1;
      lines[lines.length - 1] = { name: `${term} (${columns} columns)`, term, prior, columns };
    } else lines.push({ name, term, prior, columns: 1 });
  }
  return lines;
}

function samePrior(left: ResolvedPrior, right: ResolvedPrior): boolean {
  const same =
    printDistribution(left.distribution, 17) === printDistribution(right.distribution, 17);
  return same && left.reason === right.reason;
}

function groupLines({ group }: ModelSpec): readonly PriorLine[] {
  return group.flatMap(({ term, scaleNames, scalePriors, correlationPrior }) => [
    ...scaleNames.map((name, effect) => scaleLine(name, scalePriors[effect]!)),
    ...(correlationPrior ? [{ name: `cor(${term})`, prior: correlationPrior }] : []),
  ]);
}

function scaleLine(name: string, prior: ResolvedPrior): PriorLine {
  const scale = prior.scale ?? "sd";
  return { name: scale === "sd" ? name : name.replace(/^sd/u, scale), prior };
}

function priorLines(priors: readonly PriorLine[]): string[] {
  const widest = Math.max(...priors.map(({ name }) => name.length));
  return priors.map(({ name, prior }) => {
    const distribution = printDistribution(prior.distribution);
    return `    ${name.padEnd(widest)} ~ ${distribution}  (${prior.reason})`;
  });
}
