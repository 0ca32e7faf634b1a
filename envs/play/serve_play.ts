import { cannot, requireInteger } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import type { Space } from "../spaces/space.ts";
import { admit, refuse } from "./_admit.ts";
import { Allowance } from "./_allowance.ts";
import { type PageMessage, readMessage, type Refusal } from "./_message.ts";
import { pageResponse } from "./_page.ts";
import { PlaySession, type Show } from "./_session.ts";
import { controlsOf } from "./controls_of.ts";
import type { Player } from "./player.ts";

/** Options for {@linkcode servePlay}. */
export interface ServePlayOptions<
  Actions extends Space = Space,
  Observations extends Space = Space,
> {
  /** Where the page is found; 0 is any port that is free. @default {0} */
  readonly port?: number;
  /** Where the games' chance comes from. @default {0} */
  readonly seed?: number;
  /** Who plays; `null` is the person at the page. @default {null} */
  readonly player?: Player<Actions, Observations> | null;
}

/** A page that is being served. */
export interface PlayServer extends AsyncDisposable {
  /** Where a browser on this machine finds it. */
  readonly url: string;
  /** When it is no longer served. */
  readonly finished: Promise<void>;
  /**
   * Ends it and all its games; the same as at the end of `await using`.
   *
   * @returns When it is no longer served.
   */
  close(): Promise<void>;
}

/** The most games at once. */
const MOST_GAMES = 32;
/** Messages in a second that a page may need, for a fast display and all keys at once. */
const MOST_MESSAGES = 500;

/**
 * Serves a page on which a person plays an environment, or watches it being played.
 *
 * Only browsers on this machine reach it, and only its own page may play. Each
 * page that is open has its own game, which ends with it.
 *
 * Deno must be permitted to listen: `--allow-net=127.0.0.1`.
 *
 * @param description The environment.
 * @param options Where, and who plays.
 * @returns Where it is, and how to end it.
 * @throws {RangeError} If there is nothing to see of it; if nothing says what
 * keys do and nobody else plays; or if the port is none.
 * @throws {Error} If it cannot be served there.
 *
 * @example An environment of one's own, for as long as a block lasts
 * ```ts ignore
 * import { cartPole, servePlay } from "@silica/silica/envs";
 *
 * await using server = servePlay(cartPole({ poleMass: 0.3 }));
 * console.log(`Open ${server.url} in a browser`);
 * await server.finished;
 * ```
 */
export function servePlay<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  options: ServePlayOptions<Actions, Observations> = {},
): PlayServer {
  const { port = 0, seed = 0, player = null } = options;
  const action = `serve ${description.id}`;
  requireInteger(port, action, "port", { min: 0, max: 65535 });
  requireInteger(seed, action, "seed", { min: 0 });
  if (description.rendering === null) {
    const wish = "its description must say how it is looked at";
    throw new RangeError(cannot(action, wish, null, "rendering"));
  }
  const show = {
    description,
    controls: player ? null : controlsOf(description),
    player,
    seed,
  };
  // A session only hands on what the environment and its player answer to each other.
  return serve(show as unknown as Show, port);
}

function serve(show: Show, wanted: number): PlayServer {
  const ending = new AbortController();
  const sockets = new Set<WebSocket>();
  const server = listen(wanted, ending.signal, (request) => {
    const admitted = admit(request, server.addr.port);
    if (admitted instanceof Response) return admitted;
    if (admitted.wish === "page") return pageResponse(admitted.host);
    if (sockets.size >= MOST_GAMES) {
      return refuse(503, "There are too many games.");
    }
    const { socket, response } = Deno.upgradeWebSocket(request);
    sockets.add(socket);
    socket.addEventListener("close", () => sockets.delete(socket));
    play(show, socket);
    return response;
  });
  const close = async () => {
    for (const socket of sockets) {
      socket.close(1001, "the page is not served any more");
    }
    ending.abort();
    await server.finished;
  };
  return Object.freeze({
    url: `http://127.0.0.1:${server.addr.port}/`,
    finished: server.finished,
    close,
    [Symbol.asyncDispose]: close,
  });
}

/** Lets a game live as long as a connection. */
function play(show: Show, socket: WebSocket): void {
  let session: PlaySession | undefined;
  const allowance = new Allowance(MOST_MESSAGES);
  socket.addEventListener("open", () => {
    session = new PlaySession(show, socket);
  });
  socket.addEventListener("message", ({ data }) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    const message: PageMessage | Refusal = allowance.take(performance.now())
      ? readMessage(data)
      : { code: 1008, reason: "too many messages" };
    if ("kind" in message) session?.receive(message);
    else socket.close(message.code, message.reason);
  });
  // What is wrong with a connection ends it.
  socket.addEventListener("error", (event) => event.preventDefault());
  socket.addEventListener("close", () => session?.[Symbol.dispose]());
}

function listen(
  port: number,
  signal: AbortSignal,
  handler: (request: Request) => Response,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({
      hostname: "127.0.0.1",
      port,
      signal,
      onListen: () => {},
      onError: () => refuse(500, "This did not work."),
    }, handler);
  } catch (error) {
    throw new Error(
      error instanceof Deno.errors.NotCapable
        ? cannot(
          "serve a page",
          "Deno must be permitted to listen (--allow-net=127.0.0.1)",
          "none",
          "permission",
        )
        : cannot(
          "serve a page",
          "the port must be free",
          error instanceof Error ? `${port} (${error.message})` : port,
          "port",
        ),
      { cause: error },
    );
  }
}
