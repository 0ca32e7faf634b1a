import { formatShape } from "../../core/errors.ts";
import { chooseIn } from "./choose.ts";
import type { Law } from "./law.ts";

const scenes: Law = {
  wish: "a scene must have the same size for every state, and finite places",
  try({ description, create, actions, seed }) {
    const { rendering } = description;
    if (rendering === null) return;
    const env = create();
    const choices = actions();
    env.reset({ seed });
    const size = formatShape(env.render().shape);
    for (let step = 1; step <= 5; step++) {
      const { terminated, truncated } = env.step(
        chooseIn(env, choices),
      );
      if (formatShape(env.render().shape) !== size) {
        return `size ${formatShape(env.render().shape)} at step ${step}`;
      }
      if (/NaN|Infinity/.test(env.render("svg"))) {
        return `NaN or Infinity at step ${step}`;
      }
      if (terminated || truncated) env.reset();
    }
  },
};

/** Laws of how an environment is looked at. */
export const RENDERING_LAWS: readonly Law[] = [scenes];
