import { RandomStream } from "../../core/random.ts";
import { chooseIn } from "../checking/choose.ts";
import { describe } from "../describe.ts";
import type { EnvironmentDescription } from "../description.ts";
import { make } from "../make.ts";
import { encodePng } from "../rendering/encode_png.ts";

/** How many steps are taken at random before the picture. */
const STEPS = 40;

/** A picture of an environment in play, as a file's content; shapes are SVG, pixels PNG. */
export function picture(
  id: string,
): { readonly ending: "svg" | "png"; readonly bytes: Uint8Array<ArrayBuffer> } {
  const description: EnvironmentDescription = describe(id);
  using env = make(description, { seed: 1 });
  const random = RandomStream.from(1);
  env.reset();
  for (let step = 0; step < STEPS; step++) {
    const { terminated, truncated } = env.step(chooseIn(env, random));
    if (terminated || truncated) env.reset();
  }
  return description.rendering?.scene
    ? { ending: "svg", bytes: new TextEncoder().encode(env.render("svg")) }
    : { ending: "png", bytes: new Uint8Array(encodePng(env.render("rgb"))) };
}
