/** From a block with a network and its two data to what is trained; every mistake is found before. */
import { findColumn, reportUnknownColumn, type DataFrame } from "../../data/index.js";
import type { FormulaSources } from "../../design/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { printFormula } from "../../language/index.js";
import type { ModelDeclaration } from "../../language/ast.js";
import type { Race } from "../../networks/index.js";
import { checkPeople, checkUnitSums } from "../totals/check-totals.js";
import { findSides, type Sides } from "../totals/find-sides.js";
import { matchUnits } from "../totals/match-units.js";
import { isDispersed, readAggregate } from "../totals/read-aggregate.js";
import { reportUnits, unitCounts } from "../totals/unit-counts.js";
import { findNetworkTerm, namedResponse } from "./network-calls.js";
import { findColumns, isComplete, networkInputs } from "./network-columns.js";
import type { NetworkModel, NetworkRequest } from "./network-model.js";
import { readRaces, type ReadRace } from "./read-races.js";

/** Undefined after reporting. */
export function resolveNetwork(
  declaration: ModelDeclaration,
  frame: DataFrame,
  sink: DiagnosticSink,
  sources: FormulaSources,
): NetworkModel | undefined {
  const { items, name } = declaration;
  const formulas = items.flatMap((item) => (item.kind === "formula" ? [item.formula] : []));
  const settings = items.filter((item) => item.kind === "setting");
  const item = items.find((one) => one.kind === "aggregate");
  for (const prior of items)
    if (prior.kind === "prior")
      sink.report({
        code: "bad-network",
        severity: "error",
        message: "a network's weights have one prior, whose width is `scale`",
        span: prior.span,
        expected: "dense(..., bayes = true, scale = 1)",
      });
  if (!item) {
    const term = formulas
      .map(({ terms }) => findNetworkTerm(terms))
      .find((one) => one !== undefined);
    sink.report({
      code: "network-without-totals",
      severity: "error",
      message: "networks are trained on totals of units",
      span: term?.span ?? declaration.span,
      expected: "aggregate by KEY to DATA in the block",
      help: "a response in every row is for formulas with (1 | group), splines and interactions",
    });
    return undefined;
  }
  const aggregate = readAggregate(item, settings, sink);
  if (!aggregate) return undefined;
  return resolveNetworkRequest({ name: name.text, formulas, aggregate }, frame, sink, sources);
}

/** Networks have the likelihood of the units' means. */
function checkLikelihood({ aggregate }: NetworkRequest, sink: DiagnosticSink): boolean {
  const { family, likelihood, familySpan } = aggregate;
  if (likelihood === "mean" && !isDispersed(family)) return true;
  sink.report({
    code: "bad-network",
    severity: "error",
    message: "networks are trained by the likelihood of the units' mean probabilities",
    ...(familySpan && { span: familySpan }),
    expected: 'multinomial(likelihood = "mean")',
  });
  return false;
}

interface Located extends Sides {
  readonly unit: Int32Array;
  readonly counts: readonly Float64Array[];
}

/** The unit of every row of the people, and the counts of every race. */
function locate(
  { aggregate }: NetworkRequest,
  races: readonly ReadRace[],
  frame: DataFrame,
  sources: FormulaSources,
  sink: DiagnosticSink,
): Located | undefined {
  const sides = findSides(aggregate, frame, sources, sink);
  if (!sides) return undefined;
  const { totals, people } = sides;
  const counts = races.map(({ outcomes }) => unitCounts(totals, outcomes));
  const found = counts.filter((one) => one !== undefined);
  const [first] = found;
  if (!first || found.length < races.length) return undefined;
  const outcomes = races[0]!.outcomes.columns.length;
  const unit = matchUnits({ totals, people, counts: first, outcomes, key: aggregate.key });
  return unit && { totals, people, unit, counts: found };
}

/** Rows unit by unit, in the order of the totals, and where each unit starts. */
function sortByUnit(unit: Int32Array, kept: readonly number[], units: number) {
  const unitStart = new Int32Array(units + 1);
  for (const row of kept) unitStart[unit[row]! + 1]!++;
  for (let u = 0; u < units; u++) unitStart[u + 1]! += unitStart[u]!;
  const next = unitStart.slice();
  const rows = new Int32Array(kept.length);
  for (const row of kept) rows[next[unit[row]!]!++] = row;
  return { rows, unitStart };
}

function peopleOf(
  { aggregate: { weight } }: NetworkRequest,
  frame: DataFrame,
  rows: Int32Array,
  sink: DiagnosticSink,
): Float64Array | undefined {
  if (!weight) return new Float64Array(rows.length).fill(1);
  const column = findColumn(frame, weight.text);
  if (column?.kind === "numeric") return Float64Array.from(rows, (row) => column.values[row]!);
  reportUnknownColumn(frame, weight.text, weight.span, sink);
  return undefined;
}

/** Every unit has people, whose votes add up in every race. */
function checkRaces(
  { aggregate }: NetworkRequest,
  races: readonly ReadRace[],
  { totals, people, counts }: Located,
  members: Float64Array,
  leftOut: number,
): boolean {
  const nobody = [...members.keys()].filter((u) => members[u] === 0);
  reportUnits(totals, nobody, {
    code: "empty-unit",
    message: () => `a \`${totals.keyName}\` has neither people nor counts`,
    span: aggregate.key.span,
    help: "take the row out: it says nothing",
  });
  const sound = races.map(({ outcomes, response }, race) =>
    checkUnitSums({
      totals,
      people,
      counts: counts[race]!,
      outcomes: outcomes.columns.length,
      members,
      leftOut,
      request: aggregate,
      response,
    }),
  );
  return nobody.length === 0 && !sound.includes(false);
}

/** Undefined after reporting. */
export function resolveNetworkRequest(
  request: NetworkRequest,
  frame: DataFrame,
  sink: DiagnosticSink,
  sources: FormulaSources,
): NetworkModel | undefined {
  const read = readRaces(request.name, request.formulas, sink);
  if (!read || !checkLikelihood(request, sink)) return undefined;
  const { term } = read;
  const columns = findColumns(term, frame, sink);
  const located = locate(request, read.races, frame, sources, sink);
  if (!columns || !located) return undefined;
  const { totals, people, unit, counts } = located;
  const complete = isComplete(columns);
  const kept = [...unit.keys()].filter(complete);
  const units = totals.keys.length;
  const { rows, unitStart } = sortByUnit(unit, kept, units);
  const weights = peopleOf(request, frame, rows, sink);
  if (!weights || !checkPeople(weights, rows, people, request.aggregate)) return undefined;
  const members = new Float64Array(units);
  rows.forEach((row, i) => (members[unit[row]!]! += weights[i]!));
  const leftOut = unit.length - kept.length;
  const sound = checkRaces(request, read.races, located, members, leftOut);
  const names = [...term.columns, ...term.groups];
  const inputs = networkInputs(columns, names, rows, weights, sink);
  if (!sound || !inputs) return undefined;
  return {
    kind: "network_model",
    name: request.name,
    dataName: frame.name,
    formulaText: request.formulas.map(formulaLine).join("\n"),
    shape: term.shape,
    key: request.aggregate.key.text,
    unitsName: request.aggregate.data.text,
    unitNames: totals.keys,
    rows,
    unit: Int32Array.from(rows, (row) => unit[row]!),
    people: weights,
    inputs: {
      rows: rows.length,
      unitStart,
      ...(request.aggregate.weight && { weights: Float32Array.from(weights) }),
      ...inputs,
    },
    races: read.races.map(({ name, outcomes }, race): Race => ({
      name,
      family: "multinomial",
      outcomes: outcomeNames(outcomes),
      counts: counts[race]!,
    })),
    origin: { request, frame, sources },
  };
}

function outcomeNames({ columns, ofTrials }: ReadRace["outcomes"]): readonly string[] {
  const names = columns.map(({ text }) => text);
  return ofTrials ? [names[0]!, `not ${names[0]!}`] : names;
}

/** `governor: votes(gov_d, gov_r) ~ dense(...)`. */
function formulaLine(formula: NetworkRequest["formulas"][number]): string {
  const { race, response } = namedResponse(formula);
  const text = printFormula({ ...formula, response });
  return race ? `${race.text}: ${text}` : text;
}
