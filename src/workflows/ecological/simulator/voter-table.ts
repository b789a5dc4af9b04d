/** The voter file: what is known of everybody who voted, without her ideology and her votes. */
import type { DataFrame } from "../../../data/index.js";
import { ageGroupOf, ageGroups, educations, parties, races, sexes } from "./categories.js";
import type { Election } from "./draw-election.js";
import { countyColumn, factorColumn, numericColumn, precinctColumn } from "./table-columns.js";

export function voterTable({ voters, precincts }: Election, name: string): DataFrame {
  const { county } = precincts;
  return {
    kind: "data",
    name,
    rowCount: voters.count,
    columns: [
      numericColumn(
        "id",
        Float64Array.from({ length: voters.count }, (_, i) => i + 1),
      ),
      precinctColumn(voters.precinct, county.length),
      countyColumn(voters.precinct.map((p) => county[p]!)),
      factorColumn("party", voters.party, parties),
      factorColumn("race", voters.race, races),
      numericColumn("age", voters.age),
      factorColumn("age_group", Int32Array.from(voters.age, ageGroupOf), ageGroups),
      factorColumn("sex", voters.female, sexes),
      factorColumn("education", voters.college, educations),
      numericColumn("score", voters.score),
      numericColumn("log_income", voters.logIncome),
      numericColumn("tract_college", voters.tractCollege),
    ],
  };
}
