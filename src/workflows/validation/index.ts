/** Whether a model predicts areas that it has not seen. */
export { leaveAreaOut } from "./leave-area-out.js";
export type { AreaValidation } from "./area-validation.js";
export type { LeaveAreaOutOptions } from "./leave-area-out.js";
export type { LeftOutArea } from "./predict-left-out.js";
