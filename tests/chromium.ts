/** A message of the DevTools protocol. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Slow machines are given so long for anything, milliseconds. */
const PATIENCE = 30_000;

/** Where a Chromium is, if there is one: by its usual names, in the folders where programs usually are. */
export function findChromium(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
  const folders = [
    "/usr/bin",
    "/usr/local/bin",
    "/opt/google/chrome",
    "/snap/bin",
  ];
  const macs = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  const paths = folders.flatMap((folder) =>
    names.map((name) => `${folder}/${name}`)
  );
  return [...paths, macs].find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

/** A browser without a window, in a process of its own, driven by the DevTools protocol. */
export class Chromium implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #pages = new Map<string, Page>();
  #calls = 0;

  private constructor(
    process: Deno.ChildProcess,
    profile: string,
    socket: WebSocket,
  ) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(data) as Message;
      if (message.id !== undefined) this.#answers.get(message.id)?.(message);
      else this.#pages.get(message.sessionId ?? "")?.hear(message);
    });
  }

  /** Starts one, with a profile that is gone when it ends. */
  static async launch(path: string): Promise<Chromium> {
    const profile = await Deno.makeTempDir({ prefix: "chromium-" });
    const process = new Deno.Command(path, {
      args: [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--remote-debugging-port=0",
        `--user-data-dir=${profile}`,
        "about:blank",
      ],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    try {
      const socket = new WebSocket(await addressIn(process.stderr));
      await within(
        "the browser lets itself be driven",
        new Promise((resolve, reject) => {
          socket.addEventListener("open", resolve, { once: true });
          socket.addEventListener("error", reject, { once: true });
        }),
      );
      return new Chromium(process, profile, socket);
    } catch (error) {
      await end(process, profile);
      throw error;
    }
  }

  /** Opens a page. */
  async open(url: string): Promise<Page> {
    const { targetId } = await this.call("Target.createTarget", {
      url: "about:blank",
    });
    const { sessionId } = await this.call("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    const page = new Page(this, sessionId as string);
    this.#pages.set(sessionId as string, page);
    for (const domain of ["Page", "Runtime", "Log"]) {
      await page.call(`${domain}.enable`);
    }
    await page.call("Page.navigate", { url });
    const there = `location.href === ${JSON.stringify(url)}`;
    await page.until(`${there} && document.readyState === "complete"`);
    return page;
  }

  /** Asks for something, and waits for the answer. */
  async call(
    method: string,
    params: Record<string, unknown> = {},
    sessionId?: string,
  ): Promise<Record<string, unknown>> {
    const id = ++this.#calls;
    const answer = new Promise<Message>((resolve) =>
      this.#answers.set(id, resolve)
    );
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await within(method, answer);
    this.#answers.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result!;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) =>
      this.#socket.addEventListener("close", resolve, { once: true })
    );
    this.#socket.close();
    await end(this.#process, this.#profile);
    await closed;
  }
}

/** One page of a {@linkcode Chromium}. */
export class Page {
  /** What went wrong in it: in scripts, in loading, against its policy. */
  readonly errors: string[] = [];
  readonly #browser: Chromium;
  readonly #session: string;

  constructor(browser: Chromium, session: string) {
    this.#browser = browser;
    this.#session = session;
  }

  /** What the browser tells without being asked. */
  hear({ method, params }: Message): void {
    const about = JSON.stringify(params);
    if (method === "Runtime.exceptionThrown") this.errors.push(about);
    if (method === "Runtime.consoleAPICalled") this.errors.push(about);
    if (method === "Log.entryAdded") this.errors.push(about);
  }

  /** Asks for something about the page. */
  call(
    method: string,
    params: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> {
    return this.#browser.call(method, params, this.#session);
  }

  /** The value of an expression in the page. */
  async value(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.call("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value?: unknown }).value;
  }

  /** Waits until an expression in the page is true. */
  async until(expression: string): Promise<void> {
    const end = performance.now() + PATIENCE;
    while (await this.value(expression) !== true) {
      if (performance.now() > end) {
        const text = await this.value("document.body.innerText");
        throw new Error(`never true: ${expression}; ${text}; ${this.errors}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** A key goes down. */
  async keyDown(key: string, code: string = key): Promise<void> {
    await this.call("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      key,
      code,
    });
  }

  /** A key goes up. */
  async keyUp(key: string, code: string = key): Promise<void> {
    await this.call("Input.dispatchKeyEvent", { type: "keyUp", key, code });
  }

  /** A key is pressed. */
  async press(key: string): Promise<void> {
    await this.keyDown(key);
    await this.keyUp(key);
  }
}

/** Where a browser that starts says that it can be driven. */
async function addressIn(stderr: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stderr.pipeThrough(new TextDecoderStream()).getReader();
  const find = async () => {
    for (let text = "";;) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the browser did not start: ${text}`);
      text += value;
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found) return found;
    }
  };
  const address = await within("the browser starts", find());
  // What else it says is of no interest, but must not fill the pipe.
  (async () => {
    while (!(await reader.read()).done);
  })().catch(() => {});
  return address;
}

/** Ends a browser, and removes all that it wrote. */
async function end(process: Deno.ChildProcess, profile: string): Promise<void> {
  try {
    process.kill("SIGKILL");
  } catch { /* It has ended. */ }
  await process.status;
  for (let trial = 0;; trial++) {
    try {
      return await Deno.remove(profile, { recursive: true });
    } catch (error) {
      // Its last processes may still be writing.
      if (trial === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** What a promise answers, if it does in time. */
async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`too late: ${what}`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
