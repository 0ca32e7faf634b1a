import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { cartPole } from "../../../envs/classic_control/cart_pole.ts";
import { cappedCubicSchedule } from "../../../envs/live/capped_cubic_schedule.ts";
import {
  recordVideo,
  type VideoOptions,
} from "../../../envs/live/record_video.ts";
import { make, makeVector } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { AUTORESETS } from "../../../envs/vector_options.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import recorded from "../../fixtures/envs/wrappers.json" with { type: "json" };
import { film } from "../wrappers/film.ts";
import { toy } from "../toy_environment.ts";
import { liveLaws } from "./live_laws.ts";

const visible = toy.map((toy) => ({
  ...toy,
  rendering: {
    framesPerSecond: 5,
    pixels: () => ({ shape: [1, 1, 3] as const, data: new Uint8Array(3) }),
  },
}));

liveLaws("recordVideo()", {
  one: (env) => recordVideo(env, () => {}),
  many: (envs) => recordVideo(envs, () => {}),
}, visible);

/** Shows twenty times the number of its frame as the red of its only pixel; ends after `length` steps. */
const counting = (length: number) =>
  film(box({ low: 0, high: 255, dtype: "uint8" }), {
    frames: Array.from({ length: length + 1 }, (_, i) => [i]),
  });

/** The numbers of the frames of such a GIF, and how long each is shown, in hundredths of a second. */
function framesOf(
  gif: Uint8Array,
): { numbers: number[]; delays: number[] } {
  const numbers: number[] = [];
  const delays: number[] = [];
  let at = 13;
  const table = (packed: number) => {
    const size = packed & 0x80 ? 2 << (packed & 7) : 0;
    const reds = Array.from({ length: size }, (_, i) => gif[at + 3 * i]!);
    at += 3 * size;
    return reds;
  };
  const common = table(gif[10]!);
  for (;;) {
    const kind = gif[at++];
    if (kind === 0x3b) return { numbers, delays };
    if (kind === 0x21) {
      if (gif[at++] === 0xf9) delays.push(gif[at + 2]! | gif[at + 3]! << 8);
    } else {
      at += 9;
      const own = table(gif[at - 1]!);
      const bits = gif[at++]! + 1;
      // The first code clears, the second is the index of the pixel.
      const codes = gif[at + 1]! | gif[at + 2]! << 8;
      const index = codes >> bits & (1 << bits) - 1;
      numbers.push((own.length > 0 ? own : common)[index]! / 20);
    }
    while (gif[at] !== 0) at += gif[at]! + 1;
    at++;
  }
}

/** What is filmed where each of some episodes has so many steps. */
async function films(
  lengths: readonly number[],
  options: VideoOptions = {},
): Promise<Record<string, number[]>> {
  const kept: Record<string, number[]> = {};
  const env = recordVideo(make(counting(9)), (name, bytes) => {
    kept[name] = framesOf(bytes).numbers;
  }, options);
  for (const length of lengths) {
    env.reset();
    for (let i = 0; i < length; i++) env.step(0);
  }
  env.close();
  assertEquals(await env.videos.saved(), Object.keys(kept));
  return kept;
}

const all = () => true;

Deno.test("recordVideo() shows every state of an episode, from the first to the last", async () => {
  assertEquals(await films([9, 9], { episodeTrigger: all }), {
    "rl-video-episode-0.gif": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    "rl-video-episode-1.gif": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  });
});

Deno.test("recordVideo() saves an episode that is cut off by reset or close", async () => {
  assertEquals(
    await films([3, 0, 2], { episodeTrigger: all, namePrefix: "x" }),
    {
      "x-episode-0.gif": [0, 1, 2, 3],
      "x-episode-1.gif": [0],
      "x-episode-2.gif": [0, 1, 2],
    },
  );
});

Deno.test("recordVideo() films the episodes that the schedule names, by default fewer and fewer", async () => {
  const second = await films([1, 1, 1, 1], {
    episodeTrigger: (n) => n % 2 === 1,
  });
  assertEquals(Object.keys(second), [
    "rl-video-episode-1.gif",
    "rl-video-episode-3.gif",
  ]);
  const few = await films(Array(30).fill(1));
  const numbers = [0, 1, 8, 27].map((n) => `rl-video-episode-${n}.gif`);
  assertEquals(Object.keys(few), numbers);
});

Deno.test("recordVideo() films from steps on, to the end of the episode", async () => {
  assertEquals(
    await films([4, 4], { stepTrigger: (n) => n === 2 || n === 7 }),
    {
      "rl-video-step-2.gif": [3, 4],
      "rl-video-step-7.gif": [4],
    },
  );
});

Deno.test("recordVideo() films so many steps, over the ends of episodes", async () => {
  const stepTrigger = (n: number) => n === 1;
  assertEquals(await films([3, 3, 3], { stepTrigger, videoLength: 5 }), {
    // The first picture is not of a step, as in Gymnasium.
    "rl-video-step-1.gif": [2, 3, 0, 1, 2, 3],
  });
  assertEquals(await films([9], { episodeTrigger: all, videoLength: 3 }), {
    "rl-video-episode-0.gif": [0, 1, 2, 3],
  });
  // What begins anew ends what was being filmed.
  assertEquals(await films([3, 2], { episodeTrigger: all, videoLength: 9 }), {
    "rl-video-episode-0.gif": [0, 1, 2, 3],
    "rl-video-episode-1.gif": [0, 1, 2],
  });
});

Deno.test("recordVideo() of a vector films one of its environments, whatever follows an end", async () => {
  for (const autoreset of AUTORESETS) {
    const kept: Record<string, number[]> = {};
    const envs = recordVideo(
      makeVector(counting(3), 2, { autoreset }),
      (name, bytes) => void (kept[name] = framesOf(bytes).numbers),
      { episodeTrigger: all, index: 1 },
    );
    envs.reset();
    envs.reset({ mask: [1, 0] }); // Another one.
    for (let step = 0; step < 8; step++) {
      if (autoreset === "disabled" && envs.terminated[1]) envs.reset();
      envs.step(envs.actions);
    }
    envs.close();
    await envs.videos.saved();
    // Within a step an episode gives way to the next before its last state is seen.
    const whole = autoreset === "same-step" ? [0, 1, 2] : [0, 1, 2, 3];
    assertEquals(kept["rl-video-episode-0.gif"], whole);
    assertEquals(kept["rl-video-episode-1.gif"], whole);
    assertEquals(
      kept["rl-video-episode-2.gif"],
      autoreset === "next-step" ? [0] : [0, 1, 2],
    );
  }
});

Deno.test("recordVideo() of a vector begins with what a step has led to, even a new episode", async () => {
  const kept: Record<string, number[]> = {};
  const envs = recordVideo(
    makeVector(counting(3), 1),
    (name, bytes) => void (kept[name] = framesOf(bytes).numbers),
    { stepTrigger: (n) => n === 2, videoLength: 2 },
  );
  envs.reset();
  for (let step = 0; step < 6; step++) envs.step(envs.actions);
  envs.close();
  await envs.videos.saved();
  assertEquals(kept, { "rl-video-step-2.gif": [0, 1, 2] });
});

Deno.test("recordVideo() shows at the natural speed, or at another, but no faster than GIFs do", () => {
  const delaysOf = (natural: number, options: VideoOptions = {}) => {
    let delays: number[] = [];
    const base = counting(4);
    const rendering = { ...base.rendering!, framesPerSecond: natural };
    using env = recordVideo(make({ ...base, rendering }), (_, bytes) => {
      delays = framesOf(bytes).delays;
    }, options);
    env.reset();
    for (let i = 0; i < 4; i++) env.step(0);
    return delays;
  };
  assertEquals(delaysOf(10), [10, 10, 10, 10, 10]);
  assertEquals(delaysOf(60), [2, 2, 2, 2, 2]);
  assertEquals(delaysOf(10, { framesPerSecond: 25 }), [4, 4, 4, 4, 4]);
});

Deno.test("recordVideo() goes on counting from a snapshot, and saves what it was filming", async () => {
  const kept: [name: string, numbers: number[]][] = [];
  const create = () =>
    recordVideo(make(counting(3)), (name, bytes) => {
      kept.push([name, framesOf(bytes).numbers]);
    }, { episodeTrigger: all });
  const env = create();
  env.reset();
  env.step(0);
  const saved = JSON.parse(JSON.stringify(env.snapshot()));
  const other = create();
  other.reset();
  other.restore(saved);
  other.step(0);
  other.reset();
  other.close();
  await other.videos.saved();
  assertEquals(kept, [
    ["rl-video-episode-0.gif", [0]],
    ["rl-video-episode-1.gif", [0]],
  ]);
});

Deno.test("recordVideo() tells who waits if a film could not be saved, and goes on", async () => {
  const env = recordVideo(make(counting(2)), (name) => {
    if (name.includes("0")) throw new Error("no room");
    return Promise.resolve();
  }, { episodeTrigger: all });
  for (let episode = 0; episode < 2; episode++) {
    env.reset();
    env.step(0);
    env.step(0);
  }
  env.close();
  env.close();
  await assertRejects(() => env.videos.saved(), Error, "no room");
});

Deno.test("recordVideo() saves in a folder that it makes", async () => {
  const folder = await Deno.makeTempDir();
  const env = recordVideo(make(timeLimit(cartPole(), 2)), `${folder}/a/b`);
  env.reset({ seed: 1 });
  env.step(0);
  env.step(1);
  const names = await env.videos.saved();
  assertEquals(names, ["rl-video-episode-0.gif"]);
  const bytes = await Deno.readFile(`${folder}/a/b/${names[0]}`);
  assertEquals(new TextDecoder().decode(bytes.subarray(0, 6)), "GIF89a");
  assertEquals(framesOf(bytes).delays.length, 3);
  await Deno.writeFile(`${folder}/file`, new Uint8Array());
  const wrong = recordVideo(make(counting(2)), `${folder}/file`);
  wrong.reset();
  wrong.close();
  await assertRejects(
    () => wrong.videos.saved(),
    Error,
    `Cannot make "${folder}/file"`,
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("cappedCubicSchedule() is Gymnasium's", () => {
  const numbers = Array.from({ length: 3500 }, (_, i) => i);
  assertEquals(numbers.filter(cappedCubicSchedule), recorded.cappedCubic);
});

Deno.test("recordVideo() refuses what cannot be filmed", () => {
  const blind = make({ ...counting(2), rendering: null });
  assertThrows(
    () => recordVideo(blind, () => {}),
    RangeError,
    "Cannot film Film-v0 as its description must say how it is looked at: current rendering is null",
  );
  const env = make(counting(2));
  for (
    const [options, message] of [
      [
        { framesPerSecond: 51 },
        "'framesPerSecond' must be a finite number within (0, 50]",
      ],
      [
        { videoLength: 0 },
        "'videoLength' must be a positive integer: current value is 0",
      ],
      [{ speed: 2 }, "the option must be one of"],
    ] as const
  ) {
    assertThrows(
      () => recordVideo(env, () => {}, options as VideoOptions),
      RangeError,
      message,
    );
  }
  assertThrows(
    () => recordVideo(env, 3 as never),
    TypeError,
    "'target' must be a folder or a function: current value is 3",
  );
  assertThrows(
    () => recordVideo(makeVector(counting(2), 2), () => {}, { index: 2 }),
    RangeError,
    "'index' must be an integer within [0, 1]: current value is 2",
  );
  assert(env.reset().observation.length === 1);
});
