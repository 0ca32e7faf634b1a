import { assertEquals } from "@std/assert";
import {
  JOYSTICK,
  JOYSTICK_DX,
  JOYSTICK_DY,
  joystickControls,
} from "../../../envs/arcade/_joystick.ts";

Deno.test("each position of the joystick points where its name says", () => {
  assertEquals(JOYSTICK.length, 9);
  JOYSTICK.forEach((name, i) => {
    const has = (part: string) => Number(name.split("-").includes(part));
    assertEquals(JOYSTICK_DX[i], has("right") - has("left"));
    assertEquals(JOYSTICK_DY[i], has("down") - has("up"));
  });
});

Deno.test("the arrow keys reach each position of the joystick", () => {
  assertEquals(joystickControls.idle, JOYSTICK.indexOf("centre"));
  const reached = Object.entries(joystickControls.keys).map(([keys, i]) => {
    const held = keys.split("+");
    assertEquals(held, held.toSorted());
    const named = held.map((key) => key.replace("Arrow", "").toLowerCase());
    assertEquals(named, JOYSTICK[i]!.split("-").toSorted());
    return i;
  });
  assertEquals(reached.toSorted(), [1, 2, 3, 4, 5, 6, 7, 8]);
});
