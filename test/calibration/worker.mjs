/** Runs fits of cells that the parent process asks for, and sends each back. */
import { fit } from "../../dist/src/index.js";
import { openCalibrationFits } from "../../dist/src/workflows/calibration/calibration-fit.js";
import { fitOptions, openModel } from "./cells.mjs";

function openRun(cell) {
  const options = fitOptions(cell);
  return openCalibrationFits(openModel(cell), cell.seed, (model, seed) =>
    fit(model, { ...options, seed }),
  );
}

const rounded = (place) => Number(place.toFixed(6));

/** A defect is a fit without an answer too, and its message is kept. */
async function runOne(run, index) {
  try {
    const one = await run(index);
    return { ...one, places: one.places.map(rounded) };
  } catch (error) {
    return {
      index,
      outcome: "failed",
      codes: [`defect: ${error.message}`],
      refused: 0,
      places: [],
    };
  }
}

process.on("message", async ({ cell, indices }) => {
  const run = openRun(cell);
  for (const index of indices) process.send({ cell: cell.name, ...(await runOne(run, index)) });
  process.send({ done: true });
});
