import { stripVTControlCharacters } from "node:util";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { environment } from "../../../envs/description.ts";
import { pixelsToSvg } from "../../../envs/rendering/pixels_to_svg.ts";
import { pixelsToText } from "../../../envs/rendering/pixels_to_text.ts";
import { renderRgb } from "../../../envs/rendering/render_rgb.ts";
import { renderState } from "../../../envs/rendering/render_state.ts";
import { renderSvg } from "../../../envs/rendering/render_svg.ts";
import { renderText } from "../../../envs/rendering/render_text.ts";
import { SingleEnvironment } from "../../../envs/single_environment.ts";
import { VectorEnvironment } from "../../../envs/vector_environment.ts";
import { countingGame } from "../play/counting_game.ts";
import { imageOf } from "./images.ts";

const shapes = countingGame();
const state = Float64Array.of(30);
const scene = shapes.rendering!.scene!(state);
const image = imageOf("r.", ".b");
const pixels = environment({
  ...shapes,
  rendering: { framesPerSecond: 1, pixels: () => image },
});

Deno.test("renderState() draws shapes and pixels in every way there is", () => {
  assertEquals(renderState(shapes, state, "rgb"), renderRgb(scene));
  assertEquals(renderState(shapes, state, "svg"), renderSvg(scene));
  assertEquals(renderState(shapes, state, "text"), renderText(scene));
  assertEquals(renderState(pixels, state, "rgb"), image);
  assertEquals(renderState(pixels, state, "svg"), pixelsToSvg(image));
  assertEquals(renderState(pixels, state, "text"), pixelsToText(image));
});

Deno.test("text is as large as asked for, and in colour if asked for, however an environment is run", () => {
  const options = { columns: 20, rows: 4, color: true };
  const drawn = renderText(scene, options);
  assert(drawn.includes("\x1b"));
  assertEquals(stripVTControlCharacters(drawn).split("\n")[0]!.length, 16);
  assertEquals(renderState(shapes, state, "text", options), drawn);
  assertEquals(
    renderState(pixels, state, "text", options),
    pixelsToText(image, options),
  );

  const start = renderText(
    shapes.rendering!.scene!(Float64Array.of(0)),
    options,
  );
  using single = new SingleEnvironment(shapes, 0);
  single.reset();
  assertEquals(single.render("text", options), start);
  using vector = new VectorEnvironment(shapes, 2);
  vector.reset();
  assertEquals(vector.render(1, "text", options), start);
});

Deno.test("an environment's own text is shown as it is", () => {
  const own = environment({
    ...shapes,
    rendering: { ...shapes.rendering!, text: ([x]) => `at ${x}\n` },
  });
  assertEquals(
    renderState(own, state, "text", { columns: 1, color: true }),
    "at 30\n",
  );
});

Deno.test("renderState() refuses modes that are none, and what cannot be seen", () => {
  const unseen = environment({ ...shapes, rendering: null });
  assertThrows(
    () => renderState(unseen, state, "svg"),
    RangeError,
    "how it is looked at",
  );
  // @ts-expect-error No such mode.
  assertThrows(() => renderState(shapes, state, "png"), RangeError, "'mode'");
  // @ts-expect-error Only text has columns.
  renderState(shapes, state, "rgb", { columns: 3 });
});
