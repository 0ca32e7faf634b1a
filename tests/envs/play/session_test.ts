import { assertEquals } from "@std/assert";
import { PlaySession } from "../../../envs/play/_session.ts";
import { countingGame } from "./counting_game.ts";

Deno.test("a session sends no pictures while others still wait to be sent", () => {
  const description = countingGame({ idle: null });
  const { controls } = description;
  const sent: string[] = [];
  const socket = {
    readyState: WebSocket.OPEN,
    bufferedAmount: 2 ** 21,
    send: (data: unknown) => void sent.push(JSON.parse(String(data)).kind),
    close: () => {},
  };
  using session = new PlaySession(
    { description, controls, player: null, seed: 0 },
    socket,
  );
  session.receive({ kind: "restart" });
  assertEquals(sent, ["hello"]);
  socket.bufferedAmount = 0;
  session.receive({ kind: "restart" });
  assertEquals(sent, ["hello", "view"]);
});
