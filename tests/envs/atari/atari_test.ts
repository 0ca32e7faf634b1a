import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { atari } from "../../../envs/atari/atari.ts";
import {
  ATARI_ACTIONS,
  type AtariAction,
} from "../../../envs/atari/atari_action.ts";
import type { AtariOptions } from "../../../envs/atari/atari_options.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { emulatorIsHere } from "./emulator_is_here.ts";
import { PLACE, testCartridge } from "./test_cartridge.ts";

const ignore = !await emulatorIsHere();

/** A test of what is emulated, which is left out where there is no emulator. */
function emulated(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `atari: ${name}`, ignore, fn });
}

/** Actions that the cartridge survives. */
const ACTIONS: readonly AtariAction[] = ["NOOP", "FIRE", "RIGHT", "LEFT"];
const [NOOP, FIRE, RIGHT] = [0, 1, 2];

/** The test's game, in which each frame is a step and every button works. */
function game(options: Partial<AtariOptions> = {}) {
  return atari({
    rom: testCartridge(),
    score: (ram) => ram[PLACE.score]!,
    lives: (ram) => ram[PLACE.lives]!,
    actions: ACTIONS,
    frameSkip: 1,
    repeatActionProbability: 0,
    startFrames: 1,
    ...options,
  });
}

/** The first 24 colours of an NTSC television, as the emulator Stella shows them: grey, yellow and orange from dark to light. */
const COLORS = [
  0x000000,
  0x4a4a4a,
  0x6f6f6f,
  0x8e8e8e,
  0xaaaaaa,
  0xc0c0c0,
  0xd6d6d6,
  0xececec,
  0x484800,
  0x69690f,
  0x86861d,
  0xa2a22a,
  0xbbbb35,
  0xd2d240,
  0xe8e84a,
  0xfcfc54,
  0x7c2c00,
  0x904811,
  0xa26221,
  0xb47a30,
  0xc3903d,
  0xd2a44a,
  0xdfb755,
  0xecc860,
];
const BLACK = COLORS[0];
const WHITE = COLORS[7];

/** The colour of each row of a picture, whose rows have one colour each. */
function rowColors(picture: ArrayLike<number>): number[] {
  const colors: number[] = [];
  for (let i = 0; i < picture.length; i += 3) {
    const color = picture[i]! << 16 | picture[i + 1]! << 8 | picture[i + 2]!;
    if (i % 480 === 0) colors.push(color);
    else assertEquals(color, colors.at(-1));
  }
  return colors;
}

const ramOf = (info: Readonly<Record<string, unknown>>) =>
  info.ram as Uint8Array;

emulated(
  "a picture has 210 rows, from the 34th line on, in the television's colours",
  async () => {
    using env = make(await game());
    assertEquals(env.observationSpace.shape, [210, 160, 3]);
    env.reset({ seed: 1 });
    for (const color of COLORS) {
      const { observation, info } = env.step(NOOP);
      const rows = [BLACK, color, WHITE, BLACK];
      const heights = [3, 96, 96, 15];
      assertEquals(
        rowColors(observation),
        heights.flatMap((height, i) => Array(height).fill(rows[i])),
      );
      assertEquals(ramOf(info).length, 128);
      // The colour has gone on before the frame ends.
      assertEquals(COLORS[ramOf(info)[PLACE.color]! / 2 - 1], color);
      assertEquals(env.render().data, Uint8Array.from(observation));
    }
  },
);

emulated("a PAL television shows 248 rows", async () => {
  using env = make(await game({ tvMode: "pal", rom: testCartridge(312) }));
  const { observation } = env.reset({ seed: 1 });
  assertEquals(observation.length, 248 * 160 * 3);
  assertEquals(env.description.rendering!.framesPerSecond, 50);
  const colors = rowColors(env.step(NOOP).observation);
  assertEquals(colors.lastIndexOf(WHITE!), 3 + 2 * 96 - 1);
});

emulated(
  "each action closes its contacts of the joystick, as ALE counts them",
  async () => {
    // SWCHA: bit 7 is right, 6 left, 5 down and 4 up; 0 is held. With "UP" the test's game breaks.
    const bits = { RIGHT: 0x80, LEFT: 0x40, DOWN: 0x20 };
    const survived = ATARI_ACTIONS.filter((name) => !name.includes("UP"));
    assertEquals(survived.length, 12);
    using env = make(await game({ actions: survived }));
    for (const [action, name] of survived.entries()) {
      const { info: before } = env.reset({ seed: 1 });
      const { info } = env.step(action);
      let closed = 0;
      for (const [contact, bit] of Object.entries(bits)) {
        if (name.includes(contact)) closed |= bit;
      }
      assertEquals(ramOf(info)[PLACE.joystick], 0xff & ~closed, name);
      assertEquals(before.lives, 3);
      assertEquals(info.lives, name.includes("FIRE") ? 2 : 3, name);
    }
  },
);

emulated(
  "all 18 ways to hold a joystick are there unless some are named, and have keys",
  async () => {
    const all = await game({ actions: undefined! });
    assertEquals(all.actionSpace.n, 18);
    const { idle, keys } = all.controls!;
    assertEquals(idle, 0);
    assertEquals(Object.keys(keys).length, 17);
    assertEquals(
      keys[" +ArrowLeft+ArrowUp"],
      ATARI_ACTIONS.indexOf("UPLEFTFIRE"),
    );
    assertEquals(
      keys["ArrowDown+ArrowLeft"],
      ATARI_ACTIONS.indexOf("DOWNLEFT"),
    );
    assertEquals((await game({ actions: ["FIRE"] })).controls!.idle, null);
  },
);

emulated(
  "the reset switch is pressed before an episode, then what is to be done first",
  async () => {
    using env = make(await game({ startActions: ["FIRE", "RIGHT", "RIGHT"] }));
    const { info } = env.reset({ seed: 1 });
    assertEquals(ramOf(info)[PLACE.resets], 4);
    assertEquals([info.lives, info.score, info.frame], [2, 2, 0]);
    assertEquals(env.step(NOOP).reward, 0);
  },
);

emulated(
  "a console is on for 60 frames before its reset, unless told otherwise",
  async () => {
    for (const startFrames of [undefined, 0, 7]) {
      using env = make(await game({ startFrames: startFrames! }));
      const { info } = env.reset({ seed: 1 });
      assertEquals(ramOf(info)[PLACE.frames], (startFrames ?? 60) + 4);
    }
  },
);

emulated(
  "difficulty sets the left switch with 1, the right one with 2",
  async () => {
    for (const difficulty of [0, 1, 2, 3]) {
      using env = make(await game({ difficulty }));
      const { info } = env.reset({ seed: 1 });
      assertEquals(ramOf(info)[PLACE.panel]! >> 6, difficulty);
    }
  },
);

emulated(
  "a step holds its action for frameSkip frames and earns what the score rises",
  async () => {
    using env = make(await game({ frameSkip: 4 }));
    assertEquals(env.description.rendering!.framesPerSecond, 15);
    env.reset({ seed: 1 });
    const { reward, info } = env.step(RIGHT);
    assertEquals([reward, info.score, info.frame], [4, 4, 4]);
    assertEquals(env.step(NOOP).reward, 0);
  },
);

emulated(
  "a game ends in the frame that takes the last life, or when isOver says so",
  async () => {
    using env = make(await game({ frameSkip: 4 }));
    env.reset({ seed: 1 });
    const { terminated, info } = env.step(FIRE);
    assertEquals([terminated, info.lives, info.frame], [true, 0, 3]);

    const isOver = (ram: ArrayLike<number>) => ram[PLACE.score]! >= 2;
    using other = make(await game({ isOver }));
    other.reset({ seed: 1 });
    const ends = [FIRE, FIRE, FIRE, RIGHT, RIGHT].map((action) =>
      other.step(action).terminated
    );
    assertEquals(ends, [false, false, false, false, true]);
  },
);

emulated(
  "without functions nothing is earned, and only the limit ends an episode",
  async () => {
    const rom = testCartridge();
    const bare = await atari({ rom, actions: ACTIONS, maxEpisodeSteps: 2 });
    using env = make(bare);
    env.reset({ seed: 1 });
    assertEquals(env.step(RIGHT).reward, 0);
    const { terminated, truncated, info } = env.step(FIRE);
    assertEquals([terminated, truncated], [false, true]);
    assertEquals([info.score, info.lives, info.frame], [0, 0, 8]);
    assertEquals((await atari({ rom })).maxEpisodeSteps, 27_000);
  },
);

emulated("buttons stick as often as they are told to", async () => {
  using env = make(await game({ repeatActionProbability: 0.25 }));
  env.reset({ seed: 1 });
  let stuck = 0;
  const steps = 200;
  for (let i = 0; i < steps; i++) {
    const right = i % 2 === 0;
    const went = env.step(right ? RIGHT : NOOP).reward === 1;
    if (went !== right) stuck++;
  }
  // The standard deviation is √(200 · 0.25 · 0.75) ≈ 6.
  assert(Math.abs(stuck - steps / 4) < 25, `${stuck}`);
});

const actions = fc.array(fc.nat(3), { minLength: 1, maxLength: 6 });

emulated(
  "the same seed is the same game, another seed finds other memory",
  async () => {
    const described = await game({ repeatActionProbability: 0.25 });
    fc.assert(
      fc.property(fc.nat(), actions, (seed, actions) => {
        const [one, same, other] = [seed, seed, seed + 1].map((seed) => {
          const env = make(described);
          const { info } = env.reset({ seed });
          const steps = [];
          for (const action of actions) {
            const { observation, ...rest } = env.step(action);
            steps.push({ ...rest, observation: observation.slice() });
            if (rest.terminated) break;
          }
          return { noise: ramOf(info).slice(PLACE.untouched), steps };
        });
        assertEquals(one, same);
        assertNotEquals(one!.noise, other!.noise);
      }),
      { numRuns: 4 },
    );
  },
);

emulated(
  "a snapshot goes on exactly, beside the game it was taken from",
  async () => {
    const isOver = () => false;
    const described = await game({ repeatActionProbability: 0.25, isOver });
    fc.assert(
      fc.property(fc.nat(), actions, actions, (seed, before, after) => {
        const env = make(described);
        env.reset({ seed });
        for (const action of before) env.step(action);
        const other = make(described);
        other.reset({ seed: seed + 1 });
        other.step(RIGHT);
        other.restore(JSON.parse(JSON.stringify(env.snapshot())));
        for (const action of after) {
          const expected = env.step(action);
          const seen = expected.observation.slice();
          const found = other.step(action);
          assertEquals(found.observation, seen);
          assertEquals(found.info, expected.info);
          assertEquals(found.reward, expected.reward);
        }
      }),
      { numRuns: 4 },
    );
  },
);

emulated(
  "each of a vector is a single one, undisturbed by the others",
  async () => {
    const described = await game({ repeatActionProbability: 0.25 });
    using vector = makeVector(described, 3);
    const seeds = [5, 6, 7];
    vector.reset({ seed: seeds });
    const singles = seeds.map((seed) => {
      const env = make(described);
      env.reset({ seed });
      return env;
    });
    for (const action of [RIGHT, FIRE, NOOP, RIGHT]) {
      const each = seeds.map((_, i) => (action + i) % 3);
      vector.step(Int32Array.from(each));
      singles.forEach((env, i) => {
        const { info, reward } = env.step(each[i]!);
        assertEquals(vector.rewards[i], reward);
        assertEquals(vector.inform(i).ram, info.ram);
      });
    }
  },
);

emulated("checkEnv() accepts it", async () => {
  const report = checkEnv(await game({ frameSkip: 2 }), { seed: 3, steps: 5 });
  assertEquals(report.id, "Atari");
});

emulated(
  "a cartridge with switched banks is played, whatever of it the user changes later",
  async () => {
    const bank = testCartridge();
    const rom = new Uint8Array(2 * bank.length);
    rom.set(bank);
    rom.set(bank, bank.length);
    using env = make(await game({ rom }));
    rom.fill(0);
    env.reset({ seed: 1 });
    assertEquals(env.step(RIGHT).reward, 1);
  },
);

emulated(
  "a program that breaks is refused where it breaks, and the next game is played",
  async () => {
    using env = make(await game({ actions: ["NOOP", "UP", "RIGHT"] }));
    const broken =
      /^Cannot run a cartridge as it must hold a program for a 6502: current answer is invalid instruction before \$F0[0-9A-F]{2}$/;
    env.reset({ seed: 1 });

    for (const action of [1, 0]) {
      const error = assertThrows(() => env.step(action), Error);
      assert(broken.test(error.message), error.message);
    }
    env.reset({ seed: 1 });
    assertEquals(env.step(2).reward, 1);
  },
);

emulated("a program that draws nothing is a black picture", async () => {
  const rom = new Uint8Array(4096);
  // Toggles the vertical sync all the time: LDX #2, STX VSYNC, STA WSYNC, LDX #0, STX VSYNC, JMP $F000
  rom.set([0xa2, 2, 0x86, 0, 0x85, 2, 0xa2, 0, 0x86, 0, 0x4c, 0, 0xf0]);
  rom[0xffd] = 0xf0;
  using env = make(await game({ rom, lives: () => 1 }));
  const { observation } = env.reset({ seed: 1 });
  assert(observation.every((value) => value === 0));
});

emulated("what is no cartridge is refused", async () => {
  const rejects = (rom: unknown, message: string) =>
    assertRejects(() => game({ rom: rom as Uint8Array }), Error, message);
  const length =
    "Cannot read a cartridge as 'rom' must have the length of one, such as 2048 or 4096: current length is ";
  await rejects(
    [1, 2, 3],
    "'rom' must be a Uint8Array: current value is [1, 2, 3]",
  );
  await rejects(
    undefined,
    "'rom' must be a Uint8Array: current value is undefined",
  );
  await rejects(new Uint8Array(0), `${length}0`);
  await rejects(new Uint8Array(2047), `${length}2047`);
  await rejects(testCartridge().subarray(1), `${length}4095`);
  await rejects(
    new Uint8Array(4096),
    "Cannot start a cartridge as its program must begin within it: current beginning is $0000",
  );
  await rejects(
    new Uint8Array(0x7400),
    'as it must not have a processor of its own: current kind is "bankswitch_dpc_plus"',
  );
});

emulated("wrong options are refused", async () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ frameSkip: 0 }, "'frameSkip' must be a positive integer"],
    [{ repeatActionProbability: 2 }, "'repeatActionProbability' must be"],
    [{ difficulty: 4 }, "'difficulty' must be an integer within [0, 3]"],
    [{ tvMode: "NTSC" }, "'tvMode'"],
    [{ actions: [] }, "'actions' must be a list of at least 1 names"],
    [{ actions: [3] }, "'actions' must be a list"],
    [{ actions: ["NOOP", "UPWARDS"] }, "'actions[1]'"],
    [{ startActions: ["fire"] }, "'startActions[0]'"],
    [{ maxEpisodeSteps: 0.5 }, "'maxEpisodeSteps'"],
    [{ score: 1 }, "'score' must be a function of the RAM"],
    [{ lives: "x" }, "'lives' must be a function of the RAM"],
    [{ isOver: true }, "'isOver' must be a function of the RAM"],
    [{ mode: 1 }, '"mode"'],
  ];
  for (const [options, message] of cases) {
    await assertRejects(() => game(options), Error, message);
  }
  using env = make(await game({ score: () => NaN }));
  assertThrows(
    () => env.reset({ seed: 1 }),
    RangeError,
    "Cannot play Atari as 'score(ram)' must be a finite number",
  );
});
