/** The rendering room: charts as SVG and as pages. */
export { renderHtml } from "./render-html.js";
export { renderInlineSvg, renderSvg } from "./render-svg.js";
