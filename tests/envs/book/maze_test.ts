import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { maze, type MazeOptions } from "../../../envs/book/maze.ts";
import { make } from "../../../envs/make.ts";
import { mdpLaws } from "../finite_mdp/mdp_laws.ts";
import { startValue, valuesAfter } from "../finite_mdp/solve.ts";

mdpLaws(maze());

/** The length of the shortest way from each square to an exit, from the drawing alone; ∞ for none. */
function distances(lines: readonly string[]): number[] {
  const columns = lines[0]!.length;
  const letters = lines.join("");
  const far = [...letters].map((letter) => letter === "E" ? 0 : Infinity);
  for (let round = 0; round < letters.length; round++) {
    for (const [square, letter] of [...letters].entries()) {
      if (letter === "#" || letter === "E") continue;
      const column = square % columns;
      const beside = [
        ...column > 0 ? [square - 1] : [],
        ...column < columns - 1 ? [square + 1] : [],
        square - columns,
        square + columns,
      ];
      const nearest = Math.min(...beside.map((next) => far[next] ?? Infinity));
      far[square] = Math.min(far[square]!, 1 + nearest);
    }
  }
  return far;
}

const mazes = fc.integer({ min: 1, max: 6 }).chain((columns) =>
  fc.array(
    fc.string({
      unit: fc.constantFrom("S", "E", ".", ".", "#"),
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: 1, maxLength: 6 },
  )
).filter((lines) => lines.join("").includes("S"));

Deno.test("maze(): the best that can be earned is the length of the shortest way out", () => {
  fc.assert(fc.property(mazes, (map) => {
    const far = distances(map);
    const lost = [...map.join("")].some((letter, square) =>
      letter === "S" && far[square] === Infinity
    );
    if (lost) {
      assertThrows(() => maze({ map }), RangeError, "a way from every start");
      return;
    }
    const values = valuesAfter(maze({ map }), 40);
    for (const [square, letter] of [...map.join("")].entries()) {
      if (letter !== "#" && far[square]! < Infinity) {
        assertEquals(values[square], 0 - far[square]!);
      }
    }
  }));
});

Deno.test("the mazes drawn have ways out, and none", () => {
  const drawn = fc.sample(mazes, { numRuns: 100, seed: 1 });
  const solved = drawn.filter((map) => {
    const far = distances(map);
    return [...map.join("")].every((letter, square) =>
      letter !== "S" || far[square]! < Infinity
    );
  });
  assert(solved.length > 20 && solved.length < 90, `${solved.length}`);
});

Deno.test("maze() has a way out of 16 steps, and walls that stop", () => {
  const world = maze();
  const stay = { probability: 1, reward: 0, terminated: true };
  for (const square of [0, 70]) { // a wall, and the exit
    const [stays] = world.P[square]!;
    assertEquals(stays, [{ ...stay, nextState: square }]);
  }
  assertEquals(startValue(world, valuesAfter(world, 100)), -16);
  using env = make(maze({ map: ["S.#", "#.E"] }));
  env.reset();
  assertEquals(env.render("text"), "[S] .  # \n #  .  E \n");
  const [left, down, right] = [0, 1, 2];
  const seen = [left, down, right, right, down, right].map((action) =>
    env.step(action)
  );
  assertEquals(seen.map(({ observation }) => observation), [0, 0, 1, 1, 4, 5]);
  assert(seen.every(({ reward }) => reward === -1));
  assertEquals(seen.map(({ terminated }) => Number(terminated)), [
    ...[0, 0, 0, 0, 0, 1],
  ]);
});

Deno.test("maze() begins at each start as often", () => {
  const { initialStateDistribution } = maze({ map: ["S.SE", "S..."] });
  assertEquals(
    initialStateDistribution,
    [1, 0, 1, 0, 1, 0, 0, 0].map((start) => start / 3),
  );
});

Deno.test("maze() refuses maps that are none", () => {
  const refused = (
    options: MazeOptions,
    error: ErrorConstructor,
    message: string,
  ) => assertThrows(() => maze(options), error, message);
  refused({ map: ["SE", "."] }, SyntaxError, "as long as the first, 2");
  refused({ map: ["S E"] }, SyntaxError, 'among "S", "E", "#", "."');
  refused({ map: [".E"] }, SyntaxError, "there must be a start");
  refused({ map: ["S#E"] }, RangeError, "current way from 0 is none");
});
