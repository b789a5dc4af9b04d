/** What a trained network answers: tables of people, covariances of races, embeddings, pictures, files. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonText, valueToJson } from "../../../src/report/index.js";
import { crosstab, loadNetwork, type NetworkFit } from "../../../src/index.js";
import { schemaProblems } from "../../report/json-schema.js";
import { runText, type TextRun } from "../run-text.js";

const election = (table: string): string =>
  `data ${table} = simulate_election(${table}, voters = 1500, precincts = 30, seed = 2)`;

const program = `${["voters", "returns", "ballots", "survey"].map(election).join("\n")}
model races on voters {
  aggregate by precinct to returns
  gov: votes(gov_d, gov_r, gov_none) ~ deep_mlm(1 + age + score | party + race, hidden = [8, 6], bayes = true)
  sen: votes(sen_d, sen_r, sen_none) ~ shared
}
net = fit(races, engine = advi, seed = 7, epochs = 8, restarts = 2, batch = 5)
apart = fit(races, seed = 7, epochs = 2, restarts = 1, joint = false)
by_party = crosstab(net, by = party)
two_way = crosstab(net, by = party, among = [gov_d, gov_r])
given = crosstab(net, by = precinct, given_counts = true)
pairs = ballot_covariance(net, ballots = ballots, weight = ballots)
layer = embeddings(net, keep = [id, party])
few = embeddings(net, components = 2)
sides = embeddings(apart)
layers = show(races)
linked = linked_answers(net, survey, by = id, sets = draw)
people = plot(net, kind = components, color = party)
course = plot(net, kind = training)
ages = plot(net, color = age)
save(net, "net.mlmnet")
`;

let run: TextRun;
let net: NetworkFit;
beforeAll(async () => {
  run = await runText(program);
  const value = run.value("net");
  if (value?.kind !== "network") throw new Error(run.errors.join("; "));
  net = value;
}, 120_000);

const table = (name: string) => {
  const value = run.value(name);
  if (value?.kind !== "table") throw new Error(`${name} is no table`);
  return value;
};

const data = (name: string) => {
  const value = run.value(name);
  if (value?.kind !== "data") throw new Error(`${name} is no data`);
  return value;
};

it("is a program without a mistake", () => {
  expect(run.errors).toEqual([]);
});

describe("a trained network", () => {
  it("holds out a fifth of the units and keeps the restart that predicts them best", () => {
    expect(net.network.heldOutUnits).toHaveLength(6);
    const [only] = net.network.networks;
    expect(only!.races.map(({ name }) => name)).toEqual(["gov", "sen"]);
    const last = only!.trace.filter(({ epoch }) => epoch === 8);
    const losses = last.map(({ heldOut }) => heldOut!.loss);
    expect(last[only!.restart]!.heldOut!.loss).toBe(Math.min(...losses));
  });

  it("has a network for each race where these are not joint", () => {
    const apart = run.value("apart");
    expect(apart?.kind === "network" && apart.network.networks).toHaveLength(2);
  });

  it("is written as the schema of the document has it", () => {
    const schema = JSON.parse(readFileSync("docs/mlm-output.schema.json", "utf8")) as Record<
      string,
      unknown
    >;
    const value = { $ref: "#/$defs/value" };
    for (const name of ["net", "races"]) {
      const json = JSON.parse(jsonText(valueToJson(run.value(name)!, new Map()))) as object;
      expect(schemaProblems(value, json, schema, name)).toEqual([]);
    }
  });
});

it("shows its layers before it is trained", () => {
  const shown = run.value("layers");
  expect(shown?.kind === "text" && shown.value.split("\n").slice(-5)).toEqual([
    expect.stringMatching(/^number score: less -?[\d.]+, over [\d.]+$/u),
    "layer 1: 8 to 8, rectified",
    "layer 2: 8 to 6, rectified",
    "layer 3: 6 to 18, coefficients of all outcomes",
    "weights of a layer N(0, sigma), sigma HalfNormal(0, 1)",
  ]);
});

describe("its tables", () => {
  it("have shares that add up to one in every group and race, with intervals over weights", () => {
    const rows = table("by_party").rows;
    expect(rows).toHaveLength(3 * 2 * 3);
    for (const party of ["D", "R", "U"])
      for (const race of ["gov", "sen"]) {
        const own = rows.filter((row) => row[0] === party && row[1] === race);
        expect(own.reduce((sum, row) => sum + Number(row[4]), 0)).toBeCloseTo(1, 5);
        for (const row of own) expect(Number(row[5])).toBeLessThanOrEqual(Number(row[6]));
      }
  });

  it("have the races of the outcomes asked for alone", () => {
    expect(new Set(table("two_way").rows.map((row) => row[2]))).toEqual(
      new Set(["gov_d", "gov_r"]),
    );
  });

  it("hold a unit's counts where they are given", () => {
    const returns = data("returns");
    const counted = returns.columns.find(({ name }) => name === "gov_d");
    const rows = table("given").rows.filter((row) => row[2] === "gov_d");
    rows.forEach((row, unit) => {
      const share = counted?.kind === "numeric" ? counted.values[unit]! / Number(row[3]) : NaN;
      expect(Number(row[4])).toBeCloseTo(share, 4);
    });
  });

  it("are the same of a network that was saved and loaded", async () => {
    const loaded = await loadNetwork(run.host.bytesOf("net.mlmnet")!);
    expect(await crosstab(loaded, { by: "party" })).toEqual(table("by_party"));
    expect(loaded.settings).toEqual(net.settings);
    expect(loaded.network).toEqual(net.network);
  });
});

describe("covariances between races", () => {
  it("stand beside those of the ballots, pair by pair", () => {
    const { rows, columns } = table("pairs");
    expect(columns.map(({ name }) => name)).toEqual([
      "outcome",
      "other_outcome",
      "mean",
      "lower",
      "upper",
      "ballots",
      "difference",
    ]);
    expect(rows).toHaveLength(9);
    for (const row of rows) expect(Number(row[2]) - Number(row[5])).toBeCloseTo(Number(row[6]), 12);
  });

  it("sum to nothing over the outcomes of a race", () => {
    const ofD = table("pairs").rows.filter((row) => row[0] === "gov_d");
    for (const column of [2, 5])
      expect(ofD.reduce((sum, row) => sum + Number(row[column]), 0)).toBeCloseTo(0, 6);
  });
});

describe("embeddings", () => {
  it("are the last hidden layer, a row for each person", () => {
    const layer = data("layer");
    expect(layer.rowCount).toBe(1500);
    expect(layer.columns.map(({ name }) => name)).toEqual([
      "row",
      "id",
      "party",
      ...Array.from({ length: 6 }, (_, k) => `z${k + 1}`),
    ]);
  });

  it("stand side by side where races have networks of their own", () => {
    const names = data("sides").columns.map(({ name }) => name);
    expect(names).toHaveLength(1 + 2 * 6);
    expect(names).toContain("sen_z6");
  });

  it("have components of mean 0, uncorrelated, the first with the larger variance", () => {
    const [, first, second] = data("few").columns.map((column) =>
      column.kind === "numeric" ? column.values : new Float64Array(),
    );
    const mean = (values: Float64Array): number =>
      values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(first!)).toBeCloseTo(0, 4);
    expect(mean(first!.map((x, i) => x * second![i]!))).toBeCloseTo(0, 3);
    expect(mean(first!.map((x) => x * x))).toBeGreaterThan(mean(second!.map((x) => x * x)));
  });

  it("predict answers of linked respondents, beside the columns themselves", () => {
    const { rows } = table("linked");
    expect(rows).toHaveLength(25);
    expect(rows.at(-1)![0]).toBe("mean");
    for (const row of rows) expect(Number(row[1])).toBeLessThan(1);
  });

  it("are drawn in colours of a category, or of quarters of a number", () => {
    for (const [name, colours] of [
      ["people", 3],
      ["ages", 4],
    ] as const) {
      const chart = run.value(name);
      if (chart?.kind !== "chart") throw new Error("no chart");
      expect(new Set(chart.table.rows.map((row) => row[3])).size).toBe(colours);
    }
  });
});

it("the course of training has a line for each restart and kind of unit", () => {
  const chart = run.value("course");
  if (chart?.kind !== "chart") throw new Error("no chart");
  expect(new Set(chart.table.rows.map((row) => row[1]))).toEqual(
    new Set([1, 2].flatMap((r) => [`restart ${r}, trained on`, `restart ${r}, held out`])),
  );
});
