import { assertEquals } from "@std/assert";
import { gridLayout } from "../../../envs/finite_mdp/grid_layout.ts";
import { renderRgb } from "../../../envs/rendering/render_rgb.ts";

Deno.test("gridLayout() fills each square with its tile, between its lines", () => {
  const layout = gridLayout({ rows: 2, columns: 4 });
  const { width, height, side } = layout;
  assertEquals([width, height, side], [512, 256, 128]);
  assertEquals(layout.center(5), [192, 192]);
  const shapes = [layout.tile(5, "#ff0000")];
  const { data } = renderRgb({ width, height, background: "#000000", shapes });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = Math.floor(y / 128) === 1 && Math.floor(x / 128) === 1;
      if (data[3 * (y * width + x)] !== (inside ? 255 : 0)) {
        throw new Error(`pixel ${x}, ${y}`);
      }
    }
  }
  assertEquals(layout.lines("#000000").length, 4);
});

Deno.test("gridLayout() has room for worlds of any size", () => {
  assertEquals(gridLayout({ rows: 1000, columns: 1 }).side, 1);
  assertEquals(gridLayout({ rows: 1, columns: 1 }).side, 512);
});
