/** What a script did. */
export interface Ran {
  /** 0 if it ended well. */
  readonly code: number;
  /** Its standard output. */
  readonly printed: string;
  /** Its standard error. */
  readonly complaints: string;
}

/** Runs a script in a process of its own, with these options of `deno run`; it is not asked for permissions. */
export async function runScript(
  script: URL,
  { options = [], args = [] }: {
    readonly options?: readonly string[];
    readonly args?: readonly string[];
  },
): Promise<Ran> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", ...options, script.pathname, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    printed: decoder.decode(stdout),
    complaints: decoder.decode(stderr),
  };
}
