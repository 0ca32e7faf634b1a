import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { pong } from "../../../envs/arcade/pong.ts";
import { environment } from "../../../envs/description.ts";
import { randomPlayer } from "../../../envs/play/player.ts";
import { servePlay } from "../../../envs/play/serve_play.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { frozenLake } from "../../../envs/toy_text/frozen_lake.ts";
import { Chromium, findChromium } from "../../chromium.ts";
import { countingGame } from "./counting_game.ts";

const path = findChromium();
const SCORE = `document.querySelector("#score").textContent`;
const NOTICE = `document.querySelector("#notice").textContent`;
const PICTURE = `document.querySelector("#picture").innerHTML`;
const STEPS = `Number(/step (\\d+)/.exec(${SCORE})?.[1])`;
const RETURN = `Number(/return (\\S+)/.exec(${SCORE})?.[1])`;
const clickOn = (id: string) => `document.querySelector("#${id}").click()`;

Deno.test({
  name: path
    ? "a page lets people play"
    : "a page lets people play (skipped: no Chromium here)",
  ignore: path === undefined,
  async fn(t) {
    await using browser = await Chromium.launch(path!);

    await t.step(
      "by turns: each key is a step, and does what it says",
      async () => {
        await using server = servePlay(frozenLake({ isSlippery: false }));
        const page = await browser.open(server.url);
        await page.until(`${SCORE} === "game 1, step 0, return 0"`);
        assertEquals(await page.value("document.title"), "FrozenLake");
        const keys = `[...document.querySelectorAll("#keys li")]`;
        assertEquals(
          await page.value(`${keys}.map((key) => key.textContent).join()`),
          "← 0,↓ 1,→ 2,↑ 3",
        );
        const before = await page.value(PICTURE);
        await page.press("x");
        for (const [i, way] of [..."DDRRDR"].entries()) {
          await page.press(way === "D" ? "ArrowDown" : "ArrowRight");
          await page.until(`${STEPS} === ${i + 1}`);
        }
        assertEquals(await page.value(SCORE), "game 1, step 6, return 1");
        assert((await page.value(NOTICE) as string).includes("over"));
        assertNotEquals(await page.value(PICTURE), before);
        await page.press("ArrowDown");
        await page.press("Enter");
        await page.until(`${SCORE} === "game 2, step 0, return 0"`);
        assertEquals(await page.value(PICTURE), before);
        assertEquals(page.errors, []);
      },
    );

    await t.step(
      "in time: keys act until they go up; pause, speed and a new game work",
      async () => {
        await using server = servePlay(countingGame());
        const page = await browser.open(server.url);
        await page.until(`${STEPS} > 5`);
        assertEquals(await page.value(RETURN), 0);
        await page.keyDown("ArrowRight");
        await page.until(`${RETURN} > 10`);
        await page.keyDown("ArrowUp");
        await page.keyUp("ArrowRight");
        await page.keyUp("ArrowUp");
        const held = await page.value(RETURN) as number;
        const step = await page.value(STEPS) as number;
        await page.until(`${STEPS} > ${step + 5}`);
        // What was on its way, and no more.
        const total = await page.value(RETURN) as number;
        assert(total - held < 100);
        await page.until(`${STEPS} > ${step + 15}`);
        assertEquals(await page.value(RETURN), total);

        await page.value(clickOn("pause"));
        await page.until(`${NOTICE} === "Paused"`);
        const score = await page.value(SCORE);
        const picture = await page.value(PICTURE);
        await new Promise((resolve) => setTimeout(resolve, 150));
        assertEquals(await page.value(SCORE), score);
        await page.value(clickOn("pause"));
        await page.until(`${SCORE} !== ${JSON.stringify(score)}`);
        assertNotEquals(await page.value(PICTURE), picture);
        assertEquals(await page.value(NOTICE), "");

        await page.value(clickOn("restart"));
        await page.until(`${SCORE}.startsWith("game 2,")`);
        await page.value(
          `{ const speed = document.querySelector("#speed"); speed.value = "8"; speed.onchange({ target: speed }); }`,
        );
        const begun = performance.now();
        await page.until(`${STEPS} > 400`);
        assert(performance.now() - begun < 400 / 50 * 1000);
        assertEquals(page.errors, []);
      },
    );

    await t.step(
      "in pixels, sharp however large, with the keys that are held",
      async () => {
        await using server = servePlay(pong());
        const page = await browser.open(server.url);
        await page.until(`${STEPS} > 5`);
        const seen = `document.querySelector("canvas").toDataURL()`;
        assertEquals(
          await page.value(
            `getComputedStyle(document.querySelector("canvas")).imageRendering`,
          ),
          "pixelated",
        );
        assertEquals(
          await page.value(
            `[document.querySelector("canvas").width, document.querySelector("canvas").height].join()`,
          ),
          "160,210",
        );
        const before = await page.value(seen);
        await page.keyDown("ArrowUp");
        await page.until(`${seen} !== ${JSON.stringify(before)}`);
        await page.keyUp("ArrowUp");
        assertEquals(page.errors, []);
      },
    );

    await t.step(
      "to watch, game after game, while others have their own",
      async () => {
        await using server = servePlay(countingGame({ length: 5 }), {
          player: randomPlayer(discrete(4)),
        });
        const page = await browser.open(server.url);
        await page.until(`${SCORE}.startsWith("game 2,")`);
        const other = await browser.open(server.url);
        await other.until(`${SCORE}.startsWith("game 1,")`);
        assertEquals([...page.errors, ...other.errors], []);
      },
    );

    await t.step("and says what went wrong", async () => {
      const lake = frozenLake();
      await using server = servePlay(environment({
        ...lake,
        step: () => {
          throw new Error("The <b>ice</b> broke");
        },
      }));
      const page = await browser.open(server.url);
      await page.until(`${STEPS} === 0`);
      await page.press("ArrowDown");
      await page.until(`${NOTICE} === "The <b>ice</b> broke"`);
      const other = await browser.open(server.url);
      await other.until(`${STEPS} === 0`);
      await server.close();
      await other.until(`${NOTICE}.startsWith("The connection has ended")`);
    });
  },
});
