import { KeyDecoder } from "./key_decoder.ts";

/** Keys that people press in a terminal. */
export interface Keyboard {
  /** Whether there are people: nobody presses keys of a file or a pipe. */
  readonly isTerminal: boolean;
  /**
   * Tells of every key, which the terminal no longer shows.
   *
   * @param pressed Hears the names of keys, as of `KeyboardEvent.key`; `"Ctrl-C"` also when there is nobody any more.
   * @returns What ends it: then the terminal is as before.
   */
  listen(pressed: (key: string) => void): Disposable;
}

/** The keyboard of the terminal that the process was started in. */
export function stdinKeyboard(): Keyboard & {
  /** Leaves the terminal as it was before anybody listened. */
  release(): void;
} {
  const { stdin } = Deno;
  let listening = false;
  const release = () => {
    if (listening) stdin.setRaw(false);
    listening = false;
  };
  return {
    isTerminal: stdin.isTerminal(),
    listen(pressed) {
      stdin.setRaw(true);
      listening = true;
      const tell = (key: string) => listening && pressed(key);
      readKeys(stdin, tell).catch(() => tell("Ctrl-C"));
      return { [Symbol.dispose]: release };
    },
    release,
  };
}

async function readKeys(
  stdin: typeof Deno.stdin,
  tell: (key: string) => void,
): Promise<void> {
  const decoder = new KeyDecoder();
  const bytes = new Uint8Array(256);
  for (;;) {
    const length = await stdin.read(bytes);
    if (length === null) return tell("Ctrl-C");
    decoder.decode(bytes.subarray(0, length)).forEach(tell);
  }
}
