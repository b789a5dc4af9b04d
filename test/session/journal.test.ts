/** What a session saves is a program: it runs, and gives every name the value that the session had. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTextSession } from "./session-text.js";

const files = { "cells.csv": "y,male,x\n1,0,3\n2,1,4\n4,0,2\n3,1,5\n2,1,1\n" };

async function saved(inputs: readonly string[]): Promise<string> {
  const { run, session, rerun } = openTextSession(files);
  for (const input of inputs) expect(await run(input), input).toBe(true);
  const again = await rerun();
  for (const { name, value } of session.values())
    if (value.kind !== "model" && value.kind !== "fit") expect(again.get(name)).toEqual(value);
  return session.program();
}

describe("a saved program", () => {
  it("has each statement that worked, as it was written", async () => {
    const inputs = [
      'data d = read("cells.csv")',
      "a = 1 +\n  2",
      "a * 2",
      "model m on d { y ~ x }",
    ];
    expect(await saved(inputs)).toBe(inputs.map((input) => `${input}\n`).join(""));
  });

  it("leaves out a declaration that was replaced before anything was made from it", async () => {
    expect(await saved(["a = 1", "b = a", "a = 2", "a = 3"])).toBe("a_1 = 1\nb = a_1\na = 3\n");
  });

  it("has data made from those of the same name, both under names of their own", async () => {
    const program = await saved([
      'data d = read("cells.csv")',
      "d = filter(d, male > 0)",
      "d = filter(d, x > 1)",
    ]);
    expect(program).toBe(
      'data d_1 = read("cells.csv")\nd_2 = filter(d_1, male > 0)\nd = filter(d_2, x > 1)\n',
    );
  });

  it("has a model on the data that it was declared on", async () => {
    const program = await saved([
      'data d = read("cells.csv")',
      "model m on d { y ~ x }",
      "d = filter(d, male > 0)",
      "model k on d { y ~ x }",
    ]);
    expect(program).toContain("model m on d_1 { y ~ x }");
    expect(program).toContain("model k on d { y ~ x }");
  });

  it("tells a name from a column and an argument of the same spelling", async () => {
    const program = await saved([
      'data x = read("cells.csv")',
      "male = 0",
      "data = filter(data = x, condition = x > male)",
      "x = derive(x, male = x + male)",
      "male = 7",
    ]);
    expect(program).toContain("data = filter(data = x_1, condition = x > male)");
    expect(program).toContain("x = derive(x_1, male = x + male)");
    expect(program).toContain("\nmale = 7\n");
  });

  it("has a formula with the graph and the covariance that it named", async () => {
    const more = {
      "cells.csv": "y,area\n1,a\n2,b\n4,c\n3,d\n2,a\n3,b\n5,c\n3,d\n",
      "borders.csv": "from,to\na,b\nb,c\nc,d\n",
      "likeness.csv": "area,a,b,c,d\na,1,0.5,0,0\nb,0.5,1,0.5,0\nc,0,0.5,1,0.5\nd,0,0,0.5,1\n",
    };
    const { run, session, rerun, errors } = openTextSession(more);
    const inputs = [
      'data d = read("cells.csv")',
      'data S = read("likeness.csv")',
      'data g = graph("borders.csv")',
      "model m on d {\n  y ~ besag(area, graph = g)\n}",
    ];
    for (const input of inputs) await run(input);
    const formula = " y ~\n(1 | area, cov = S)";
    await session.declare({ file: "formula", text: formula }, "d", { name: "k" });
    for (const input of ["g = 1", "S = 2"]) await run(input);
    expect(errors()).toEqual([]);
    const program = session.program();
    expect(program).toContain("  y ~ besag(area, graph = g_1)\n");
    expect(program).toContain("model k on d {\n  y ~\n  (1 | area, cov = S_1)\n  family");
    expect((await rerun()).get("k")?.kind).toBe("model");
  });

  it("renames a number where it stands in an expression over columns", async () => {
    const program = await saved([
      'data d = read("cells.csv")',
      "least = 2",
      "some = filter(d, x > least and y < 10 * least)",
      "least = 3",
    ]);
    expect(program).toContain("some = filter(d, x > least_1 and y < 10 * least_1)");
  });

  it("takes no name for the one before that stands somewhere already", async () => {
    const program = await saved(["a_1 = 5", "a = 1", "b = a + a_1", "a = 2"]);
    expect(program).toBe("a_1 = 5\na_2 = 1\nb = a_2 + a_1\na = 2\n");
  });

  it("keeps names in back-quotes in them", async () => {
    const program = await saved(["`my a` = 1", "b = `my a` + 1", "`my a` = 2"]);
    expect(program).toBe("`my a_1` = 1\nb = `my a_1` + 1\n`my a` = 2\n");
  });

  it("keeps a bare value that begins with a sign apart from the line above", async () => {
    expect(await saved(["a = 1", "-a", "+2", "not true"])).toBe("a = 1\n(-a)\n(+2)\nnot true\n");
  });

  it("gives every name the session's value, whatever was replaced when", async () => {
    const name = fc.constantFrom("a", "b", "c");
    const assignment = fc
      .tuple(name, name, fc.integer({ min: 1, max: 9 }))
      .map(([to, from, by]) => ({ to, from, by }));
    await fc.assert(
      fc.asyncProperty(fc.array(assignment, { minLength: 1, maxLength: 12 }), async (steps) => {
        const known = new Set<string>();
        const inputs = steps.map(({ to, from, by }) => {
          const text = known.has(from) ? `${to} = ${from} * 10 + ${by}` : `${to} = ${by}`;
          known.add(to);
          return text;
        });
        await saved(inputs);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
