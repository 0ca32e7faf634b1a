import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { environment } from "../../../envs/description.ts";
import { servePlay } from "../../../envs/play/serve_play.ts";
import { box } from "../../../envs/spaces/box.ts";
import { countingGame } from "./counting_game.ts";
import { RawPage } from "./raw_page.ts";

/** Asks with exactly these lines, as no browser would, and answers with the first line of the response. */
async function ask(port: number, ...lines: string[]): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const text = [...lines, "Connection: close", "", ""].join("\r\n");
  await connection.write(new TextEncoder().encode(text));
  const bytes = new Uint8Array(4096);
  const length = await connection.read(bytes);
  const answer = new TextDecoder().decode(bytes.subarray(0, length ?? 0));
  return answer.split("\r\n")[0]!;
}

const UPGRADE = [
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

Deno.test("servePlay() answers its own page alone, and by its own names alone", async () => {
  await using server = servePlay(countingGame());
  const { port } = new URL(server.url);
  const at = Number(port);
  const get = (path: string, host: string, ...more: string[]) =>
    ask(at, `GET ${path} HTTP/1.1`, `Host: ${host}`, ...more);
  for (const name of ["127.0.0.1", "localhost"]) {
    assertEquals(await get("/", `${name}:${port}`), "HTTP/1.1 200 OK");
  }
  for (
    const host of [
      "evil.example",
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      "127.0.0.1",
      "localhost",
      `localhost:${at + 1}`,
      `[::1]:${port}`,
      `0.0.0.0:${port}`,
      `user@127.0.0.1:${port}`,
      "",
    ]
  ) {
    assertMatch(await get("/", host), /^HTTP\/1.1 4(00|21) /, host);
    assertMatch(
      await get(
        "/game",
        host,
        `Origin: http://${host}`,
        ...UPGRADE,
        "Connection: Upgrade",
      ),
      /^HTTP\/1.1 4(00|21) /,
      host,
    );
  }
  assertMatch(
    await ask(
      at,
      "GET http://evil.example/ HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
    ),
    /^HTTP\/1.1 4(00|21) /,
  );
  assertMatch(await ask(at, "GET / HTTP/1.0"), /^HTTP\/1.\d 4(00|21) /);
  const host = `127.0.0.1:${port}`;
  for (
    const path of ["/favicon.ico", "/game/", "//", "/%2e%2e/deno.json"]
  ) {
    assertEquals(await get(path, host), "HTTP/1.1 404 Not Found", path);
  }
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"]) {
    assertEquals(
      await ask(at, `${method} / HTTP/1.1`, `Host: ${host}`),
      "HTTP/1.1 405 Method Not Allowed",
    );
  }
});

Deno.test("servePlay() lets no other page play", async () => {
  await using server = servePlay(countingGame());
  const { port, host } = new URL(server.url);
  const upgrade = (...lines: string[]) =>
    ask(
      Number(port),
      "GET /game HTTP/1.1",
      `Host: ${host}`,
      ...UPGRADE,
      "Connection: Upgrade",
      ...lines,
    );
  assertMatch(await upgrade(`Origin: http://${host}`), / 101 /);
  for (
    const origin of [
      "http://evil.example",
      `http://evil.example:${port}`,
      `https://${host}`,
      `http://localhost:${port}`,
      "http://127.0.0.1",
      `http://${host}/`,
      `http://${host}.evil.example`,
      "null",
    ]
  ) {
    assertMatch(await upgrade(`Origin: ${origin}`), / 403 /, origin);
  }
  assertMatch(await upgrade(), / 403 /);
  assertMatch(
    await ask(
      Number(port),
      "GET /game HTTP/1.1",
      `Host: ${host}`,
      `Origin: http://${host}`,
    ),
    / 426 /,
  );
});

Deno.test("servePlay() closes what says anything that its page would not", async () => {
  await using server = servePlay(countingGame());
  const cases:
    readonly (readonly [string | Uint8Array<ArrayBuffer>, number])[] = [
      [Uint8Array.of(1, 2, 3), 1003],
      ["x".repeat(201), 1009],
      ['{"kind":"press","key":"' + "x".repeat(1 << 20) + '"}', 1009],
      ["", 1008],
      ["{", 1008],
      ["null", 1008],
      ["[]", 1008],
      ["[".repeat(200), 1008],
      ['"shown"', 1008],
      ['{"kind":"eval"}', 1008],
      ['{"kind":"press"}', 1008],
      ['{"kind":"press","key":1}', 1008],
      ['{"kind":"pause","paused":"yes"}', 1008],
      ['{"kind":"speed","speed":1e9}', 1008],
      ['{"kind":"speed","speed":0}', 1008],
      ['{"kind":["restart"]}', 1008],
      ['{"__proto__":{"kind":"restart"}}', 1008],
    ];
  for (const [data, code] of cases) {
    await using page = await RawPage.open(server.url);
    page.sendRaw(data);
    assertEquals(await page.closed, code, String(data).slice(0, 40));
  }
  await using page = await RawPage.open(server.url);
  assertEquals((await page.view()).score.game, 1);
});

Deno.test("servePlay() closes what says more than a page could, and others play on", async () => {
  await using server = servePlay(countingGame({ idle: null }));
  await using page = await RawPage.open(server.url);
  await using flood = await RawPage.open(server.url, { shows: false });
  for (let i = 0; i < 2000; i++) flood.send({ kind: "restart" });
  // With 1008, unless it is still talking: then it hears of no code.
  await flood.closed;
  await page.view();
  for (let i = 0; i < 100; i++) page.send({ kind: "press", key: "ArrowRight" });
  while ((await page.view()).score.total < 100);
});

Deno.test("servePlay() gives each page a game of its own, the same for the same seed", async () => {
  await using server = servePlay(countingGame({ idle: null }));
  await using one = await RawPage.open(server.url);
  await using two = await RawPage.open(server.url);
  await one.view();
  one.send({ kind: "press", key: "ArrowRight" });
  assertEquals((await one.view()).score, {
    game: 1,
    steps: 1,
    total: 1,
    over: false,
  });
  one.send({ kind: "press", key: "constructor" });
  one.send({ kind: "press", key: "__proto__" });
  one.send({ kind: "restart" });
  assertEquals((await one.view()).score.game, 2);
  assertEquals((await two.view()).score, {
    game: 1,
    steps: 0,
    total: 0,
    over: false,
  });
});

Deno.test("servePlay() goes on after an environment or a player has failed", async () => {
  const game = countingGame();
  const failing = (over: object) =>
    servePlay(environment({ ...game, ...over }));
  const fail = () => {
    throw new Error("out of order");
  };
  for (const part of ["initialize", "step", "terminated"]) {
    await using server = failing({ [part]: fail });
    for (let trial = 0; trial < 2; trial++) {
      await using page = await RawPage.open(server.url);
      assertEquals(await page.failure, "out of order");
      assertEquals(await page.closed, 1011);
    }
  }
  await using drawing = failing({
    rendering: { framesPerSecond: 1, scene: fail },
  });
  await using page = await RawPage.open(drawing.url);
  assertEquals(await page.failure, "out of order");
  await using watched = servePlay(game, {
    player: () => Promise.reject("lost"),
  });
  await using other = await RawPage.open(watched.url);
  assertEquals(await other.failure, "lost");
});

Deno.test("servePlay() sends no picture before the last one was shown", async () => {
  await using server = servePlay(countingGame({ framesPerSecond: 500 }));
  await using page = await RawPage.open(server.url, { shows: false });
  const first = await page.view();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assertEquals(page.waiting, 0);
  page.send({ kind: "shown" });
  const second = await page.view();
  assert(second.score.steps > first.score.steps + 10);
});

Deno.test("servePlay() sends what was missed once the last picture was shown", async () => {
  await using server = servePlay(countingGame({ idle: null }));
  await using page = await RawPage.open(server.url, { shows: false });
  await page.view();
  page.send({ kind: "press", key: "ArrowUp" });
  page.send({ kind: "press", key: "ArrowUp" });
  page.send({ kind: "shown" });
  assertEquals((await page.view()).score.total, 4);
});

Deno.test("servePlay() begins a new game with no key held", async () => {
  await using server = servePlay(countingGame());
  await using page = await RawPage.open(server.url);
  page.send({ kind: "press", key: "ArrowRight" });
  while ((await page.view()).score.total < 3);
  page.send({ kind: "restart" });
  for (;;) {
    const { score } = await page.view();
    if (score.game === 1) continue;
    assertEquals(score.total, 0);
    if (score.steps > 2) break;
  }
});

Deno.test("nothing of a game survives its connection", async () => {
  let acts = 0;
  const player = () => {
    acts++;
    return 1;
  };
  await using server = servePlay(countingGame(), { player });
  {
    await using page = await RawPage.open(server.url);
    while ((await page.view()).score.steps < 3);
  }
  const still = async () => {
    const before = acts;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return acts === before;
  };
  for (let trial = 0; !(await still()); trial++) {
    assert(trial < 50, "the player still plays");
  }
});

Deno.test("nothing keeps a process alive that has closed its server", async () => {
  const root = new URL("../../../", import.meta.url);
  const code = `
    import { servePlay } from "${root}envs/play/serve_play.ts";
    import { countingGame } from "${root}tests/envs/play/counting_game.ts";
    import { RawPage } from "${root}tests/envs/play/raw_page.ts";
    // A step takes longer than anybody waits for.
    const server = servePlay(countingGame({ framesPerSecond: 0.001 }));
    const page = await RawPage.open(server.url);
    await page.view();
    await server.close();
  `;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--allow-net=127.0.0.1", "-"],
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  const timer = setTimeout(() => process.kill("SIGKILL"), 30_000);
  const { code: ended, stderr } = await process.output();
  clearTimeout(timer);
  assertEquals(ended, 0, new TextDecoder().decode(stderr));
});

Deno.test("servePlay() keeps a game's own time, however late single steps are", async () => {
  await using server = servePlay(countingGame({ framesPerSecond: 200 }));
  await using page = await RawPage.open(server.url);
  const from = await page.view();
  const begun = performance.now();
  let steps = 0;
  while (performance.now() - begun < 500) {
    steps = (await page.view()).score.steps - from.score.steps;
  }
  const natural = (performance.now() - begun) / 5;
  assert(steps <= natural + 25, `${steps} steps instead of ${natural}`);
});

Deno.test("servePlay() has room for so many games, and for others when they end", async () => {
  await using server = servePlay(countingGame());
  const { port, host } = new URL(server.url);
  const pages: RawPage[] = [];
  for (let i = 0; i < 32; i++) pages.push(await RawPage.open(server.url));
  const more = () =>
    ask(
      Number(port),
      "GET /game HTTP/1.1",
      `Host: ${host}`,
      `Origin: http://${host}`,
      ...UPGRADE,
      "Connection: Upgrade",
    );
  assertMatch(await more(), / 503 /);
  await pages.pop()![Symbol.asyncDispose]();
  for (let trial = 0; !/ 101 /.test(await more()); trial++) {
    assert(trial < 500, "there is still no room");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const page of pages) await page[Symbol.asyncDispose]();
});

Deno.test("servePlay() ends with its games, even of pages that do not answer", async () => {
  const server = servePlay(countingGame());
  const { port, host } = new URL(server.url);
  await using page = await RawPage.open(server.url);
  using deaf = await Deno.connect({
    hostname: "127.0.0.1",
    port: Number(port),
  });
  const upgrade = [
    "GET /game HTTP/1.1",
    `Host: ${host}`,
    `Origin: http://${host}`,
    "Connection: Upgrade",
    ...UPGRADE,
    "",
    "",
  ];
  await deaf.write(new TextEncoder().encode(upgrade.join("\r\n")));
  await deaf.read(new Uint8Array(1024));
  using silent = await Deno.connect({
    hostname: "127.0.0.1",
    port: Number(port),
  });
  await silent.write(new TextEncoder().encode("GET / HTTP/1.1\r\n"));
  await Promise.all([server.close(), server.close()]);
  await server.finished;
  assertEquals(await page.closed, 1001);
  const again = servePlay(countingGame(), { port: Number(port) });
  assertEquals(again.url, server.url);
  await again.close();
});

Deno.test("servePlay() refuses what cannot be played before it listens", async () => {
  const game = countingGame();
  assertThrows(() => servePlay(game, { port: 65536 }), RangeError, "'port'");
  assertThrows(() => servePlay(game, { seed: -1 }), RangeError, "'seed'");
  const unseen = environment({ ...game, rendering: null });
  assertThrows(() => servePlay(unseen), RangeError, "how it is looked at");
  const { controls: _, kernel: __, ...rest } = game;
  const push = environment({
    ...rest,
    actionSpace: box({ low: -1, high: 1, shape: [1] }),
    step: () => 0,
  });
  assertThrows(() => servePlay(push), RangeError, "what the keys do");
  await using server = servePlay(game);
  const port = Number(new URL(server.url).port);
  assertThrows(() => servePlay(game, { port }), Error, "the port must be free");
});
