/** Levels that only one side has, with the other side's nearest name, and code books that differ. */
import { listNames } from "../../data/index.js";
import { nearestName } from "../../diagnostics/index.js";
import { limitFindings, sharedCategories, totalsByLabel } from "./alignment.js";
import type { Alignment, Finding, SharedVariable } from "./alignment.js";

type Levels = readonly (readonly [level: string, count: number])[];

const inQuotes = (text: string): string => `"${text.replaceAll('"', "'")}"`;

/** Levels of one side, with the recode that would make them the other's where one is near. */
function oneSided(
  check: string,
  variable: string,
  levels: Levels,
  remarkOn: (level: string) => string | undefined,
): Finding[] {
  return limitFindings(
    levels.map(([level, count]) => {
      const remark = remarkOn(level);
      return { check, variable, level, count, ...(remark !== undefined && { remark }) };
    }),
  );
}

/** Levels with respondents that the population lacks, and levels with people that the survey lacks. */
export function compareLevels(alignment: Alignment): Finding[] {
  return sharedCategories(alignment).flatMap(({ name, survey, census }) => {
    const respondents = totalsByLabel(survey, alignment.respondents);
    const people = totalsByLabel(census, alignment.population);
    const onlySurvey = [...respondents].filter(([level]) => !people.has(level));
    const onlyFrame = [...people].filter(([level]) => !respondents.has(level));
    const candidates = onlyFrame.map(([level]) => level);
    const recode = (level: string): string | undefined => {
      const near = nearestName(level, candidates);
      const record = near && `{${inQuotes(level)}: ${inQuotes(near)}}`;
      return record && `recode(${alignment.data.name}, ${name}, ${record})`;
    };
    return [
      ...oneSided("level only in the survey", name, onlySurvey, recode),
      ...oneSided("level only in the frame", name, onlyFrame, () => undefined),
    ];
  });
}

const isCode = (label: string): boolean => /^\d+$/u.test(label);

/** Whole numbers below the largest code that are no code themselves. */
function gapsOf(labels: readonly string[]): number[] {
  const codes = new Set(labels.map(Number));
  const largest = Math.max(...codes);
  return Array.from({ length: largest }, (_, place) => place + 1).filter(
    (code) => !codes.has(code),
  );
}

/** A code list needs a few codes before its gaps say anything. */
const fewestCodes = 5;
const mostGaps = 100;

/** Numbers counted 1, 2, 3 ... on one side, and numbers of a code book with gaps on the other. */
function comparedNumbering({ name, survey, census }: SharedVariable): Finding[] {
  const sides = [survey.labels, census.labels];
  if (!sides.every((labels) => labels.length >= fewestCodes && labels.every(isCode))) return [];
  if (sides.flat().some((label) => Number(label) > mostGaps * fewestCodes)) return [];
  const [mine, theirs] = sides.map(gapsOf) as [number[], number[]];
  if ((mine.length === 0) === (theirs.length === 0)) return [];
  const skipped = mine.length === 0 ? theirs : mine;
  return [
    {
      check: "codes counted through on one side only",
      variable: name,
      level: "",
      count: null,
      remark: `the ${mine.length === 0 ? "frame" : "survey"} skips ${listNames(skipped.map(String), 8)}: one code book? FIPS codes of states skip 3, 7, 14, 43, 52`,
    },
  ];
}

/** Codes on one side and names on the other, which no recode can guess. */
function comparedKinds({ name, survey, census }: SharedVariable): Finding[] {
  const [mine, theirs] = [survey, census].map(({ labels }) => labels.every(isCode));
  if (mine === theirs || survey.labels.length < 2 || census.labels.length < 2) return [];
  return [
    {
      check: "codes on one side, names on the other",
      variable: name,
      level: "",
      count: null,
      remark: `recode(...) the ${mine === true ? "survey" : "frame"}'s codes by its own code book, not by counting names`,
    },
  ];
}

export function compareCodeBooks(alignment: Alignment): Finding[] {
  return sharedCategories(alignment).flatMap((variable) => [
    ...comparedKinds(variable),
    ...comparedNumbering(variable),
  ]);
}
