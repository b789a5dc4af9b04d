/** Group-specific terms: the checked examples of the formula language. */
import { describe, expect, it } from "vitest";
import { groupEffectName } from "../../src/compiler/group-terms.js";
import { crossedFrame, designOf, frameOf, tryDesign } from "../support/design-frames.js";

const frame = crossedFrame();

/** Block, effects and whether they are correlated. */
function blocks(terms: string, independent = false): readonly unknown[] {
  const { group } = designOf(`y ~ ${terms}`, frame, independent).predictor;
  return group.map(({ term, effectNames, correlated }) => [term, effectNames, correlated]);
}

describe("the left side of a group-specific term", () => {
  const a2 = ["a[a2]", "a[a3]"];
  const a3 = ["a[a1]", ...a2];
  it.each([
    ["(1|g)", [["1|g", ["1"], false]]],
    ["(x|g)", [["1 + x|g", ["1", "x"], true]]],
    ["(1 + x|g)", [["1 + x|g", ["1", "x"], true]]],
    ["(0 + x|g)", [["x|g", ["x"], false]]],
    ["(-1 + x|g)", [["x|g", ["x"], false]]],
    ["(x + 0|g)", [["x|g", ["x"], false]]],
    ["(x - 1|g)", [["x|g", ["x"], false]]],
    [
      "(x||g)",
      [
        ["1|g", ["1"], false],
        ["x|g", ["x"], false],
      ],
    ],
    ["(a|g)", [["1 + a|g", ["1", ...a2], true]]],
    [
      "(a||g)",
      [
        ["1|g", ["1"], false],
        ["a|g", a2, true],
      ],
    ],
    ["(0 + a|g)", [["a|g", a3, true]]],
    [
      "(0 + a|g) + (1|g)",
      [
        ["a|g", a2, true],
        ["1|g", ["1"], false],
      ],
    ],
    ["(0 + a + b|g)", [["a + b|g", [...a3, "b[b2]"], true]]],
    ["(a:x|g)", [["1 + a:x|g", ["1", "a:x[a1]", "a:x[a2]", "a:x[a3]"], true]]],
    ["(0 + a:x|g)", [["a:x|g", ["a:x[a1]", "a:x[a2]", "a:x[a3]"], true]]],
    ["(x*z|g)", [["1 + x + z + x:z|g", ["1", "x", "z", "x:z"], true]]],
    ["(poly(x, 2)|g)", [["1 + poly(x, 2)|g", ["1", "poly(x, 2)[0]", "poly(x, 2)[1]"], true]]],
  ])("%s", (terms, expected) => {
    expect(blocks(terms)).toEqual(expected);
  });

  it("has independent effects where the model asks for Bambi's meaning", () => {
    expect(blocks("(1 + x + a|g)", true)).toEqual([
      ["1|g", ["1"], false],
      ["x|g", ["x"], false],
      ["a|g", a2, false],
    ]);
  });

  it("says which term an effect belongs to", () => {
    const [block] = designOf("y ~ (x + a|g)", frame).predictor.group;
    expect(block?.effectTerms).toEqual(["1|g", "x|g", "a|g", "a|g"]);
    expect(block?.effectColumns.map((column) => column?.length)).toEqual([undefined, 72, 72, 72]);
  });

  it("is kept in the first of two terms that repeat an effect, with a warning", () => {
    const { design, codes } = tryDesign("y ~ (1|g) + (x|g)", frame);
    expect(design?.predictor.group.map(({ term }) => term)).toEqual(["1|g", "x|g"]);
    expect(codes).toEqual(["repeated-group-effect"]);
  });

  it("can be subtracted", () => {
    expect(blocks("(x|g) + (1|h) - (1|h)")).toEqual([["1 + x|g", ["1", "x"], true]]);
    expect(blocks("(x|g) - (1|g)")).toEqual([["x|g", ["x"], false]]);
  });
});

describe("the right side of a group-specific term", () => {
  it.each([
    ["(1|g:h)", ["1|g:h"]],
    ["(1|g + h)", ["1|g", "1|h"]],
    ["(1|g*h)", ["1|g", "1|h", "1|g:h"]],
    ["(1|g/h)", ["1|g", "1|g:h"]],
    ["(x||g/h)", ["1|g", "x|g", "1|g:h", "x|g:h"]],
    ["(1|(g))", ["1|g"]],
    ["(1|C(g))", ["1|C(g)"]],
  ])("%s", (terms, expected) => {
    expect(designOf(`y ~ ${terms}`, frame).predictor.group.map(({ term }) => term)).toEqual(
      expected,
    );
  });

  it("has the full product of levels, the first component slowest", () => {
    const [block] = designOf("y ~ (1|g:h)", frame).predictor.group;
    expect(block?.factor.levels).toEqual(["g1:h1", "g1:h2", "g2:h1", "g2:h2", "g3:h1", "g3:h2"]);
  });

  it("keeps combinations and declared levels that never occur", () => {
    const sparse = frameOf({ y: [1, 2, 3], g: ["p", "q", "q"], m: [-0.5, -0.5, 0.5] });
    const [block] = designOf("y ~ (1|m:g)", sparse).predictor.group;
    expect(block?.factor.levels).toEqual(["-0.5:p", "-0.5:q", "0.5:p", "0.5:q"]);
    expect([...block!.factor.index]).toEqual([0, 1, 3]);
    const [listed] = designOf('y ~ (1|C(g, levels=["r", "q", "p"]))', sparse).predictor.group;
    expect(listed?.factor.levels).toEqual(["r", "q", "p"]);
    expect([...listed!.factor.index]).toEqual([2, 1, 1]);
  });

  it("is one factor for all terms that name it", () => {
    const { group } = designOf("y ~ (1|g) + (0 + x|g)", frame).predictor;
    expect(group[0]?.factor).toBe(group[1]?.factor);
  });

  it("warns of a measurement used as a grouping factor", () => {
    const rows = Array.from({ length: 60 }, (_, row) => row);
    const measured = frameOf({
      y: rows,
      x: rows.map((row) => row / 7),
      half: rows.map((row) => (row % 2) - 0.5),
      year: rows.map((row) => 1950 + row),
    });
    expect(tryDesign("y ~ (1|x)", measured).codes).toEqual(["group-factor-looks-continuous"]);
    expect(tryDesign("y ~ (1|half) + (1|year)", measured).codes).toEqual([]);
  });
});

describe("the names of group-specific effects", () => {
  it("hold the term, the level and the effect", () => {
    const [block] = designOf("y ~ (x + a + a:x|g)", frame).predictor.group;
    const named = block!.effectNames.map((_, effect) => groupEffectName(block!, effect, "g1"));
    expect(named).toEqual([
      "1|g[g1]",
      "x|g[g1]",
      "a|g[g1, a2]",
      "a|g[g1, a3]",
      "a:x|g[g1, a2]",
      "a:x|g[g1, a3]",
    ]);
    const [crossed] = designOf("y ~ (1|g:h)", frame).predictor.group;
    expect(groupEffectName(crossed!, 0, "g1:h2")).toBe("1|g:h[g1:h2]");
  });
});
