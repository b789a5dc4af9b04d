/** What Vega's SVG lacks: a title and a description for those who do not see it, and short numbers. */
import type { Chart } from "../charts/chart.js";
import { escapeMarkup, withoutForbidden } from "./escape-markup.js";

const longNumber = /-?\d+\.\d{3,}(?:e-?\d+)?/gu;

/** A hundredth of a pixel is less than anybody sees. */
const rounded = (numbers: string): string =>
  numbers.replaceAll(longNumber, (number) => String(Number(Number(number).toFixed(2))));

/** Numbers of geometry inside tags; texts stay as they are. */
function shortenNumbers(svg: string): string {
  return svg.replaceAll(/<[a-z]+ [^>]*>/gu, (tag) =>
    tag.replaceAll(/ (?:d|transform|x|y|width|height|x2|y2)="[^"]*"/gu, rounded),
  );
}

export function completeSvg(svg: string, { title, description }: Chart): string {
  const names = `<title>${escapeMarkup(title)}</title><desc>${escapeMarkup(description)}</desc>`;
  return shortenNumbers(withoutForbidden(svg)).replace(
    /^<svg [^>]*>/u,
    (tag) => `${tag.slice(0, -1)} role="img">${names}`,
  );
}
