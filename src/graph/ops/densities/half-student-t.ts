/** HalfStudentT(nu, sigma): |x| of a StudentT(nu, 0, sigma). */
import { logTwo, type Density } from "./density.js";
import { studentT } from "./student-t.js";

export const halfStudentT: Density = {
  parameters: ["nu", "sigma"],
  logNormaliser: (nu, sigma, _c, math) => logTwo + studentT.logNormaliser(nu, 0, sigma, math),
  logKernel: (x, nu, sigma, _c, math) =>
    x < 0 ? -Infinity : studentT.logKernel(x, nu, 0, sigma, math),
  slope: (x, nu, sigma, _c, math) => studentT.slope(x, nu, 0, sigma, math),
};
