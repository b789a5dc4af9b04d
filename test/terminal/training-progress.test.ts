import { expect, it } from "vitest";
import { trainingLine } from "../../src/terminal/training-progress.js";

const progress = {
  races: ["gov", "sen"],
  restart: 1,
  restarts: 3,
  epoch: 12,
  epochs: 60,
  loss: 0.72134,
  heldOut: { loss: 0.73, rSquared: 0.9412 },
  secondsLeft: 40,
};

it("tells how far a training is, how well units are predicted, and how long it takes", () => {
  expect(trainingLine("races", progress)).toBe(
    "training of races: gov, sen: epoch 12 of 60, restart 2 of 3, loss 0.7213, held-out R² 0.941, about 40 s to go",
  );
});

it("has no restarts of one, and no held-out units where there are none", () => {
  const { heldOut, ...others } = progress;
  expect(heldOut).toBeDefined();
  expect(trainingLine("races", { ...others, restarts: 1 })).toBe(
    "training of races: gov, sen: epoch 12 of 60, loss 0.7213, about 40 s to go",
  );
});
