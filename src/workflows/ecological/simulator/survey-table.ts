/** The survey: answers of voters who are linked to the voter file by their id. */
import type { DataFrame } from "../../../data/index.js";
import type { Election } from "./draw-election.js";
import { linkedVoters, surveyItems } from "./settings.js";
import { numericColumn } from "./table-columns.js";

/** A row a respondent: the draws of the linked voters one below the other, numbered in `draw`. */
export function surveyTable({ survey }: Election, name: string): DataFrame {
  const respondents = [...survey.voter.keys()];
  const items = Array.from({ length: surveyItems }, (_, item) =>
    numericColumn(
      `q${String(item + 1).padStart(2, "0")}`,
      respondents.map((respondent) => survey.answers[respondent * surveyItems + item]!),
    ),
  );
  const columns = [
    numericColumn(
      "draw",
      respondents.map((respondent) => Math.floor(respondent / linkedVoters) + 1),
    ),
    numericColumn(
      "id",
      Array.from(survey.voter, (i) => i + 1),
    ),
    ...items,
  ];
  return { kind: "data", name, rowCount: respondents.length, columns };
}
