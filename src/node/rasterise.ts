/** SVG as PNG, twice as large, in a font that comes with the product so that pixels are the same everywhere. */
import { createRequire } from "node:module";

const scale = 2;
const font = "DejaVu Sans";

/** Undefined where the font is not installed: then those of the system serve. */
function fontFiles(): readonly string[] | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    return ["DejaVuSans", "DejaVuSans-Bold"].map((name) =>
      resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`),
    );
  } catch {
    return undefined;
  }
}

/** Undefined where the optional package for it is not installed. */
export async function rasterise(svg: string): Promise<Uint8Array | undefined> {
  const resvg = await import("@resvg/resvg-js").catch(() => undefined);
  if (resvg === undefined) return undefined;
  const files = fontFiles();
  const image = new resvg.Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      defaultFontFamily: font,
      sansSerifFamily: font,
      loadSystemFonts: files === undefined,
      ...(files && { fontFiles: [...files] }),
    },
  });
  return image.render().asPng();
}
