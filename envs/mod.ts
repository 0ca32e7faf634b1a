/**
 * Environments to learn in: describe one, then make it run, alone or many at once.
 *
 * ```ts
 * import { make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make("CartPole-v1");
 * let { observation } = env.reset({ seed: 1 });
 * let total = 0;
 * for (let over = false; !over;) {
 *   const step = env.step(observation[2]! < 0 ? 0 : 1);
 *   observation = step.observation;
 *   total += step.reward;
 *   over = step.terminated || step.truncated;
 * }
 * assert(total > 20);
 * ```
 *
 * @module
 */
export { RandomStream } from "../core/random.ts";
export type { Shuffled } from "../core/random.ts";
export type { RandomState } from "../core/random_state.ts";
export type { ArcadeTable } from "./arcade/_registrations.ts";
export * from "./arcade/arcade_options.ts";
export * from "./arcade/breakout.ts";
export * from "./arcade/breakout_player.ts";
export * from "./arcade/pellet_maze.ts";
export * from "./arcade/pellet_maze_player.ts";
export * from "./arcade/pong.ts";
export * from "./arcade/pong_player.ts";
export * from "./batch.ts";
export type { BookTable } from "./book/_registrations.ts";
export * from "./book/bandit.ts";
export * from "./book/corridor.ts";
export * from "./book/markov_chain.ts";
export * from "./book/maze.ts";
export * from "./book/three_state_mdp.ts";
export type { Box2dTable } from "./box2d/_registrations.ts";
export * from "./box2d/bipedal_walker.ts";
export * from "./box2d/lunar_lander.ts";
export * from "./check_env.ts";
export type { ClassicControlTable } from "./classic_control/_registrations.ts";
export * from "./classic_control/acrobot.ts";
export * from "./classic_control/cart_pole.ts";
export * from "./classic_control/mountain_car.ts";
export * from "./classic_control/mountain_car_continuous.ts";
export * from "./classic_control/pendulum.ts";
export * from "./describe.ts";
export * from "./description.ts";
export * from "./environment.ts";
export * from "./episode_snapshot.ts";
export * from "./finite_mdp/dense_mdp.ts";
export * from "./finite_mdp/finite_mdp.ts";
export * from "./finite_mdp/outcome_table.ts";
export * from "./finite_mdp/transition_table.ts";
export * from "./json_number.ts";
export * from "./make.ts";
export * from "./registration.ts";
export * from "./registry.ts";
export * from "./rendering/encode_gif.ts";
export * from "./rendering/encode_png.ts";
export * from "./rendering/label.ts";
export * from "./rendering/pixels_to_svg.ts";
export * from "./rendering/pixels_to_text.ts";
export * from "./rendering/render_rgb.ts";
export * from "./rendering/render_state.ts";
export * from "./rendering/render_svg.ts";
export * from "./rendering/render_text.ts";
export * from "./rendering/rendering.ts";
export * from "./rendering/scene.ts";
export * from "./replay_simulation.ts";
export * from "./spaces/box.ts";
export * from "./spaces/dict.ts";
export * from "./spaces/discrete.ts";
export * from "./spaces/flatten_value.ts";
export * from "./spaces/mask.ts";
export * from "./spaces/multi_binary.ts";
export * from "./spaces/multi_discrete.ts";
export * from "./spaces/number_array.ts";
export * from "./spaces/plain_action.ts";
export * from "./spaces/space.ts";
export * from "./spaces/space_buffer.ts";
export * from "./spaces/space_json.ts";
export * from "./spaces/text.ts";
export * from "./spaces/tuple.ts";
export type { ToyTextTable } from "./toy_text/_registrations.ts";
export * from "./toy_text/blackjack.ts";
export * from "./toy_text/cliff_walking.ts";
export * from "./toy_text/frozen_lake.ts";
export * from "./toy_text/generate_random_map.ts";
export * from "./toy_text/taxi.ts";
export * from "./vector_environment.ts";
export * from "./vector_options.ts";
export * from "./wrappers/time_limit.ts";
export * from "./wrappers/wrap.ts";
