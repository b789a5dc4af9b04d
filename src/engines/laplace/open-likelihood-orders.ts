/** Opens the orders of a likelihood, whether its rows stand alone or in units. */
import type { KnownPosition, LikelihoodOrders } from "./likelihood-orders.js";
import { openRowOrders } from "./row-orders.js";
import { openUnitOrders } from "./unit-orders.js";

export function openLikelihoodOrders(at: KnownPosition): LikelihoodOrders {
  const { units } = at.system.target.likelihood;
  return units ? openUnitOrders(at, units) : openRowOrders(at);
}
