/** The hosts that a page of this port can be asked for by; by any other name, a foreign page would have led here. */
function hostsOf(port: number): readonly string[] {
  // The usual port is not written.
  return ["127.0.0.1", "localhost"].map((name) =>
    new URL(`http://${name}:${port}`).host
  );
}

/** What a request that may come in asks for. */
export interface Admitted {
  readonly wish: "page" | "socket";
  /** By which name, with the port. */
  readonly host: string;
}

/** The path of the page's WebSocket. */
export const SOCKET_PATH = "/game";

/**
 * Looks at a request before anything is done for it.
 *
 * @param request Any request.
 * @param port Where it came in.
 * @returns What it asks for, or why it gets nothing.
 */
export function admit(request: Request, port: number): Admitted | Response {
  const host = request.headers.get("host") ?? "";
  const url = new URL(request.url);
  const hosts = hostsOf(port);
  // A name of another's that leads to this machine ("DNS rebinding") stands in both.
  if (!hosts.includes(host) || !hosts.includes(url.host)) {
    return refuse(421, "This is another host.");
  }
  if (url.pathname !== "/" && url.pathname !== SOCKET_PATH) {
    return refuse(404, "There is nothing here.");
  }
  if (request.method !== "GET") {
    return refuse(405, "This can only be read.", { allow: "GET" });
  }
  if (url.pathname === "/") return { wish: "page", host };
  if (request.headers.get("origin") !== `http://${host}`) {
    return refuse(403, "Only the page of this host may come in here.");
  }
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refuse(426, "This is a WebSocket.", { upgrade: "websocket" });
  }
  return { wish: "socket", host };
}

/**
 * An answer for a request that gets nothing.
 *
 * @param status By RFC 9110, section 15.
 * @param reason For people.
 * @param headers More about it.
 * @returns The answer.
 */
export function refuse(
  status: number,
  reason: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(`${reason}\n`, {
    status,
    headers: {
      ...headers,
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
    },
  });
}
