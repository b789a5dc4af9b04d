/** Two fits of one model side by side. */
export { agreement, type AgreementOptions } from "./agreement.js";
