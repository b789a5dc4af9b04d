/** Networks against a known truth: the measures are those of the tables that anybody can make. */
import { describe, expect, it } from "vitest";
import { runText, type TextRun } from "../run-text.js";

const election = (table: string): string =>
  `data ${table} = simulate_election(${table}, voters = 1000, precincts = 25, seed = 4)`;

const program = `${["voters", "returns", "ballots", "truth"].map(election).join("\n")}
data parties = filter(truth, by == "party" and contest != "ag")
model races on voters {
  aggregate by precinct to returns
  gov: votes(gov_d, gov_r, gov_none) ~ dense(party + age, hidden = [8])
  sen: votes(sen_d, sen_r, sen_none) ~ shared
}
model gov on voters {
  aggregate by precinct to returns
  votes(gov_d, gov_r, gov_none) ~ party
}
net = fit(races, seed = 1, epochs = 20, restarts = 1)
gov_fit = fit(gov, engine = advi, seed = 1, draws = 40)
scores = score_election(net, truth = parties, ballots = ballots, weight = ballots)
shares = crosstab(net, by = party, among = [gov_d, gov_r, sen_d, sen_r])
pairs = ballot_covariance(net, ballots = ballots, weight = ballots)
`;

function tableOf(run: TextRun, name: string) {
  const value = run.value(name);
  if (value?.kind !== "table") throw new Error(`${name} is no table`);
  return value;
}

function truthOf(run: TextRun) {
  const parties = run.value("parties");
  if (parties?.kind !== "data") throw new Error("no truth");
  const [known, group, contest] = ["share_d", "group", "contest"].map((wanted) =>
    parties.columns.find(({ name }) => name === wanted),
  );
  if (known?.kind !== "numeric" || group?.kind !== "factor" || contest?.kind !== "factor")
    throw new Error("no shares");
  return { known, group, contest };
}

describe("score_election", () => {
  it("measures what tables of the same network say", async () => {
    const run = await runText(program);
    expect(run.errors).toEqual([]);
    const [scores, shares, pairs] = ["scores", "shares", "pairs"].map((name) => tableOf(run, name));
    const { known, group, contest } = truthOf(run);
    const squares = Array.from(known.values, (share, row) => {
      const [party, race] = [group, contest].map(({ levels, codes }) => levels[codes[row]!]);
      const own = shares!.rows.find(
        (one) => one[0] === party && one[1] === race && one[2] === `${race}_d`,
      );
      return (Number(own![4]) - share) ** 2;
    });
    const mean = squares.reduce((a, b) => a + b, 0) / squares.length;
    const [row] = scores!.rows;
    expect(row!.slice(0, 2)).toEqual(["net", "dense 1"]);
    expect(Number(row![2])).toBeCloseTo(mean, 10);
    const sides = pairs!.rows.filter(([a, b]) => !`${a}${b}`.includes("none"));
    const distance = sides.reduce((sum, pair) => sum + Number(pair.at(-1)) ** 2, 0) / 4;
    expect(Number(row![6])).toBeCloseTo(distance, 10);
  });

  it("refuses a truth without groups of these people", async () => {
    const run = await runText(`${program.slice(0, program.indexOf("scores ="))}
score_election(net, truth = returns)`);
    expect(run.errors.join()).toContain("bad-ballots");
  });
});
