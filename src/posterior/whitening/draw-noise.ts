/** Standard normals of numbered draws: those of a draw depend on its number alone, in whatever order they are asked for. */
import { openStream, type ResumableStream } from "../../math/index.js";

/** Opening a stream costs as much as hundreds of its numbers, so that these draws share one. */
const drawsOfStream = 64;

/** `width` numbers for each draw of a chain; the array belongs to the last draw. */
export function openDrawNoise(
  { seed, chain }: { readonly seed: number; readonly chain: number },
  width: number,
): (draw: number) => Float64Array {
  const noise = new Float64Array(width);
  let stream: ResumableStream | undefined;
  let next = 0;
  const advance = (from: ResumableStream): void => {
    for (let i = 0; i < width; i++) noise[i] = from.normal();
    next++;
  };
  return (draw) => {
    const block = Math.floor(draw / drawsOfStream);
    if (!stream || draw !== next || draw % drawsOfStream === 0) {
      stream = openStream(seed, `latents:${block}`, chain);
      next = block * drawsOfStream;
    }
    while (next < draw) advance(stream);
    advance(stream);
    return noise;
  };
}
