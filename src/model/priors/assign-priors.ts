/** Gives each parameter the closest of the user's priors, reporting absent, double and idle ones. */
import { nearestName } from "../../diagnostics/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { PriorRequest } from "./prior-request.js";
import { Closeness, closeness } from "./prior-slot.js";
import type { PriorSlot } from "./prior-slot.js";

export type PriorAssignment = ReadonlyMap<PriorSlot, PriorRequest>;

export function assignPriors(
  requests: readonly PriorRequest[],
  slots: readonly PriorSlot[],
  sink: DiagnosticSink,
): PriorAssignment {
  const present = requests.filter((request) => {
    const found = slots.some((slot) => closeness(request.target, slot) > Closeness.none);
    if (!found) reportAbsent(request, slots, sink);
    return found;
  });
  const assignment = new Map<PriorSlot, PriorRequest>();
  const doubled = new Set<PriorRequest>();
  for (const slot of slots) {
    const closest = closestRequests(present, slot);
    const [first, ...others] = closest;
    if (!first) continue;
    assignment.set(slot, first);
    for (const other of others) if (!doubled.has(other)) reportDouble(first, other, slot, sink);
    for (const other of others) doubled.add(other);
  }
  const used = new Set(assignment.values());
  for (const request of present) {
    if (!used.has(request) && !doubled.has(request)) reportUnused(request, sink);
  }
  return assignment;
}

function closestRequests(requests: readonly PriorRequest[], slot: PriorSlot): PriorRequest[] {
  let best: Closeness = Closeness.class;
  let closest: PriorRequest[] = [];
  for (const request of requests) {
    const rank = closeness(request.target, slot);
    if (rank < best || rank === Closeness.none) continue;
    if (rank > best) closest = [];
    best = rank;
    closest.push(request);
  }
  return closest;
}

/** Names that a prior may be for, without the single columns of terms that have several. */
function targetNames(slots: readonly PriorSlot[]): Set<string> {
  const names = new Set<string>();
  for (const slot of slots) {
    if (slot.kind === "scale" || slot.kind === "structured scale") names.add("sd");
    if (slot.kind === "correlation") names.add("cor");
    if (slot.kind === "common") names.add("common").add(slot.block.term);
    else names.add(slot.name);
  }
  return names;
}

const namesShown = 12;

function reportAbsent(
  { text, targetSpan, target }: PriorRequest,
  slots: readonly PriorSlot[],
  sink: DiagnosticSink,
): void {
  const names = [...targetNames(slots)];
  const every = [...names, ...slots.map(({ name }) => name)];
  const shown = names.slice(0, namesShown).join(", ");
  const rest = names.length > namesShown ? ` and ${names.length - namesShown} more` : "";
  const wanted = target.kind === "named" ? target.name : text.replace(/\s*\|\s*/u, "|");
  const nearest = nearestName(wanted, every);
  sink.report({
    code: "prior-target-absent",
    severity: "error",
    message: `the model has no \`${text}\` that a prior could be for`,
    span: targetSpan,
    expected: `one of ${shown}${rest}`,
    found: text,
    ...(nearest && nearest !== wanted && { help: `did you mean \`${nearest}\`?` }),
  });
}

function reportDouble(
  first: PriorRequest,
  second: PriorRequest,
  slot: PriorSlot,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "duplicate-prior",
    severity: "error",
    message: `\`${slot.name}\` is given two priors`,
    span: second.span,
    labels: [{ span: first.span, message: "the first is here" }],
    help: "keep one of them",
  });
}

function reportUnused({ text, span }: PriorRequest, sink: DiagnosticSink): void {
  sink.report({
    code: "prior-not-used",
    severity: "warning",
    message: `the prior for \`${text}\` has no effect: all its parameters have a more specific one`,
    span,
  });
}
