import type {
  PageMessage,
  ServerMessage,
} from "../../../envs/play/_message.ts";

type View = Extract<ServerMessage, { kind: "view" }>;

/** What stands in for a page: it tells the server whatever a test wants. */
export class RawPage implements AsyncDisposable {
  /** The code with which the server ended it. */
  readonly closed: Promise<number>;
  /** What the server said went wrong. */
  readonly failure: Promise<string>;
  readonly #socket: WebSocket;
  readonly #shows: boolean;
  readonly #views: View[] = [];
  #wake: () => void = () => {};

  private constructor(socket: WebSocket, shows: boolean) {
    this.#socket = socket;
    this.#shows = shows;
    this.closed = new Promise((resolve) =>
      socket.addEventListener("close", ({ code }) => resolve(code))
    );
    this.failure = new Promise((resolve) =>
      socket.addEventListener("message", ({ data }) => {
        if (typeof data !== "string") return;
        const message: ServerMessage = JSON.parse(data);
        if (message.kind === "failed") resolve(message.message);
        if (message.kind !== "view") return;
        this.#views.push(message);
        this.#wake();
      })
    );
  }

  /** Opens one; it tells that pictures were shown when a test has seen them, unless it is told not to. */
  static async open(
    url: string,
    { shows = true }: { readonly shows?: boolean } = {},
  ): Promise<RawPage> {
    const { host, origin } = new URL(url);
    const socket = new WebSocket(`ws://${host}/game`, { headers: { origin } });
    const page = new RawPage(socket, shows);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve, { once: true });
      socket.addEventListener("error", reject, { once: true });
    });
    return page;
  }

  /** How many views have come that nobody has looked at. */
  get waiting(): number {
    return this.#views.length;
  }

  /** The next view. */
  async view(): Promise<View> {
    while (this.#views.length === 0) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    if (this.#shows) this.send({ kind: "shown" });
    return this.#views.shift()!;
  }

  /** Says what a page says. */
  send(message: PageMessage): void {
    this.sendRaw(JSON.stringify(message));
  }

  /** Says anything. */
  sendRaw(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}
