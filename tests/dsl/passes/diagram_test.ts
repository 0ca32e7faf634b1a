import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { heads } from "../../../dsl/heads.ts";
import { input } from "../../../dsl/input.ts";
import { diagram } from "../../../dsl/passes/diagram.ts";
import { placesOf } from "../../../dsl/places_of.ts";
import { models } from "../../arbitraries/model.ts";

Deno.test("diagram() draws boxes, arrows and heads", () => {
  const trunk = input([9, 9, 1]).conv2d(4, 3, { strides: [2, 1], name: "stem" })
    .flatten();
  const model = heads({ policy: trunk.dense(2), value: trunk.dense(1) });
  assertEquals(
    diagram(model),
    `\
flowchart TD
  n0["input<br>[9, 9, 1]"]
  n1["stem (conv2d)<br>4 of 3×3 by 2×1, valid<br>[4, 7, 4]"]
  n2["flatten_1<br>[112]"]
  n3["dense_1<br>2<br>[2]"]
  n4["dense_2<br>1<br>[1]"]
  n0 --> n1
  n1 --> n2
  n2 --> n3
  n2 --> n4
  n3 --> o0(["policy"])
  n4 --> o1(["value"])`,
  );
});

Deno.test("diagram() has a box for each layer, and an arrow for each input and head", () => {
  fc.assert(fc.property(models, (model) => {
    const lines = diagram(model).split("\n");
    const places = [...placesOf(model).keys()];
    const boxes = lines.filter((line) => /^ {2}n\d+\["[^"]*"\]$/.test(line));
    assertEquals(boxes.length, places.length);
    const arrows = lines.filter((line) => /^ {2}n\d+ --> n\d+$/.test(line));
    const inputs = places.flatMap((place) => place.inputs);
    assertEquals(arrows.length, inputs.length);
    const count = Object.keys(model.outputs).length;
    const ends = model.kind === "heads" ? count : 0;
    assertEquals(lines.length, 1 + boxes.length + arrows.length + ends);
  }));
});
