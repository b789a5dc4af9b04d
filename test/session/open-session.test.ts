import { describe, expect, it } from "vitest";
import type { Value } from "../../src/report/index.js";
import { memoryHost } from "./memory-host.js";
import { openTextSession } from "./session-text.js";

const cells =
  "state,male,n,agree\na,0,8,3\na,1,8,4\nb,0,8,2\nb,1,8,5\nc,0,8,1\nc,1,8,2\nd,0,8,4\nd,1,8,6\n";
const files = { "cells.csv": cells };
const readCells = 'data cells = read("cells.csv")';
const model = "model m on cells { p(agree, n) ~ male\n family = binomial }";

function rowsOf(value: Value | undefined): number | undefined {
  return value?.kind === "data" ? value.rowCount : undefined;
}

describe("a session", () => {
  it("keeps names and their values from one input to the next", async () => {
    const { run, value } = openTextSession(files);
    expect(await run(readCells)).toBe(true);
    expect(await run("least = 0")).toBe(true);
    expect(await run("men = filter(cells, male > least)")).toBe(true);
    expect(rowsOf(value("men"))).toBe(4);
  });

  it("has its names in the order of their first declaration, replaced or not", async () => {
    const { run, session } = openTextSession();
    for (const text of ["a = 1", "b = 2", "a = 3"]) await run(text);
    expect(session.values()).toEqual([
      { name: "a", value: { kind: "number", value: 3 } },
      { name: "b", value: { kind: "number", value: 2 } },
    ]);
  });

  it.each([
    ["a mistake of syntax", "x = 1 & 2", "foreign-operator @ &"],
    ["an unknown name", "x = y", "unknown-name @ y"],
    ["an unknown verb", "x = sumary(x)", "unknown-verb @ sumary"],
    ["an operation without a meaning", 'x = 1 + "b"', "bad-operation @ +"],
    ["a file that is not there", 'data x = read("none.csv")', 'file-not-readable @ "none.csv"'],
    ["a column that is not there", "model x on cells { agree ~ mal }", "unknown-column @ mal"],
  ])("is after %s as it was before", async (_, text, error) => {
    const { run, session, errors } = openTextSession(files);
    await run(readCells);
    await run("x = 1");
    const [before, program] = [session.values(), session.program()];
    expect(await run(text)).toBe(false);
    expect(errors()).toEqual([error]);
    expect(session.values()).toEqual(before);
    expect(session.program()).toBe(program);
    expect(await run("z = x + 1")).toBe(true);
  });

  it("keeps of one input what stands before a mistake, and runs nothing after it", async () => {
    const { run, session } = openTextSession();
    expect(await run('a = 1\nb = a + "text"\nc = 3')).toBe(false);
    expect(session.values().map(({ name }) => name)).toEqual(["a"]);
    expect(session.program()).toBe("a = 1\n");
  });

  it("is after a defect as it was before, and goes on", async () => {
    const host = memoryHost(files);
    const broken = { ...host, readFile: () => Promise.reject(new TypeError("a defect")) };
    const { run, session } = openTextSession(files, broken);
    await run("x = 1");
    await expect(run(readCells)).rejects.toThrow("a defect");
    expect(session.values()).toEqual([{ name: "x", value: { kind: "number", value: 1 } }]);
    expect(await run("x + 1")).toBe(true);
    expect(session.program()).toBe("x = 1\nx + 1\n");
  });

  it("says when a name is replaced, what it was, and what still stands on the one before", async () => {
    const { run, events } = openTextSession(files);
    await run(readCells);
    await run(model);
    await run("men = filter(cells, male > 0)");
    await run("older = filter(men, n > 0)");
    await run("men = 1");
    await run(readCells);
    const replaced = events.flatMap((event) => (event.kind === "replaced" ? [event] : []));
    expect(replaced.map(({ name, before, dependants }) => [name, before.kind, dependants])).toEqual(
      [
        ["men", "data", ["older"]],
        ["cells", "data", ["m", "older"]],
      ],
    );
  });

  it("says nothing of the kind when a name is new", async () => {
    const { run, events } = openTextSession(files);
    await run(readCells);
    await run("cells");
    expect(events.filter(({ kind }) => kind === "replaced")).toEqual([]);
  });
});

describe("data that are replaced", () => {
  it("are what later statements see", async () => {
    const { run, value } = openTextSession(files);
    await run(readCells);
    expect(await run("data cells = filter(cells, male > 0)")).toBe(true);
    expect(await run("men = filter(cells, n > 0)")).toBe(true);
    expect(rowsOf(value("men"))).toBe(4);
  });

  it("leave the model that was declared on the ones before, and its fits, alone", async () => {
    const { run, value } = openTextSession(files);
    await run(readCells);
    await run(model);
    await run("data cells = filter(cells, male > 0)");
    expect(await run("f = fit(m, engine = inla)")).toBe(true);
    const fit = value("f");
    expect(fit?.kind === "fit" && fit.model.spec.design.rowsGiven).toBe(8);
  });

  it("are not taken for the data of that model where a verb goes back to them", async () => {
    const before = openTextSession(files);
    const after = openTextSession(files);
    const people = 'data people = read("cells.csv")';
    const aligned = "report = align(m, people, weight = n, by = state)";
    for (const text of [readCells, people, model, aligned]) await before.run(text);
    for (const text of [readCells, people, model]) await after.run(text);
    await after.run('data cells = filter(cells, state == "a")');
    await after.run(aligned);
    expect(after.errors()).toEqual([]);
    expect(after.value("report")).toEqual(before.value("report"));
  });

  it("are what a model is on once it is declared again", async () => {
    const { run, value } = openTextSession(files);
    for (const text of [readCells, model, "data cells = filter(cells, n > 0 and male > 0)"])
      await run(text);
    await run("model m on cells { p(agree, n) ~ 1\n family = binomial }");
    const spec = value("m");
    expect(spec?.kind === "model" && spec.design.rowsGiven).toBe(4);
  });
});

describe("trust in a session's fits", () => {
  const patients = [
    'data patients = simulate(cross(patient = levels("p", 50), visit = [1, 2, 3]), seed = 3, ill = each(patient, normal(0, 2.5)))',
    "data visits = simulate(patients, seed = 4, well = binomial(1, inverse_logit(0.5 - ill)))",
    "model m on visits { well ~ 1 + (1 | patient)\n family = bernoulli\n prior sd(1 | patient) ~ HalfNormal(5) }",
  ];

  it("is lost by one that has no name", async () => {
    const { run, session } = openTextSession();
    for (const text of patients) await run(text);
    expect(session.trusted()).toBe(true);
    expect(await run("fit(m, engine = inla)")).toBe(true);
    expect(session.trusted()).toBe(false);
  });

  it("does not come back when its name is given to something else", async () => {
    const { run, session } = openTextSession();
    for (const text of [...patients, "f = fit(m, engine = inla)", "f = 1"]) await run(text);
    expect(session.trusted()).toBe(false);
  });
});
