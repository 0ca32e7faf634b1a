import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { renderRgb } from "../../../envs/rendering/render_rgb.ts";
import { renderSvg } from "../../../envs/rendering/render_svg.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../../../envs/rendering/scene.ts";
import { scene } from "./scenes.ts";

Deno.test("renderSvg() writes one line a shape", () => {
  const disc: SceneShape = {
    kind: "circle",
    center: [5, 5.12345],
    radius: 4,
    fill: "#ca9865",
  };
  assertEquals(
    renderSvg({ width: 10, height: 20, background: "#ffffff", shapes: [disc] }),
    `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20">
<rect width="10" height="20" fill="#ffffff"/>
<circle cx="5" cy="5.123" r="4" fill="#ca9865"/>
</svg>
`,
  );
});

/** Reads back, by the meaning SVG gives to it, what renderSvg() writes. */
function readSvg(svg: string): Scene {
  const elements = [...svg.matchAll(/<(\w+) ([^>]*?)\/?>/g)].map((
    [, name, text],
  ) => ({
    name,
    ...Object.fromEntries(
      [...text!.matchAll(/([\w-]+)="([^"]*)"/g)].map((
        [, key, value],
      ) => [key, value]),
    ),
  })) as Record<string, string>[];
  const [, , , width, height] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg)!
    .map(Number);
  const number = (each: Record<string, string>, key: string) =>
    Number(each[key]);
  const shapes = elements.slice(2).map((each): SceneShape => {
    switch (each.name) {
      case "polygon":
        assertEquals(each["fill-rule"], "evenodd");
        return {
          kind: "polygon",
          points: each.points!.split(" ").map((at) =>
            at.split(",").map(Number) as unknown as ScenePoint
          ),
          fill: each.fill as SceneColor,
        };
      case "circle":
        return {
          kind: "circle",
          center: [number(each, "cx"), number(each, "cy")],
          radius: number(each, "r"),
          fill: each.fill as SceneColor,
        };
      default:
        return {
          kind: "line",
          from: [number(each, "x1"), number(each, "y1")],
          to: [number(each, "x2"), number(each, "y2")],
          width: number(each, "stroke-width"),
          stroke: each.stroke as SceneColor,
        };
    }
  });
  return {
    width: width!,
    height: height!,
    background: elements[1]!.fill as SceneColor,
    shapes,
  };
}

Deno.test("renderSvg() and renderRgb() show the same", () => {
  fc.assert(fc.property(scene, (scene) => {
    assertEquals(readSvg(renderSvg(scene)), scene);
    assertEquals(renderRgb(readSvg(renderSvg(scene))), renderRgb(scene));
  }));
});

Deno.test("renderSvg() lets nothing into the document that is no colour", () => {
  const background = '#fff"/><script/>' as SceneColor;
  assertThrows(
    () => renderSvg({ width: 1, height: 1, background, shapes: [] }),
    RangeError,
    "a colour must be",
  );
});
