import { type Ran, runScript } from "../../run_script.ts";

/** Prints what is known of the first images of MNIST, in a process without the network. */
export function printMnist(
  [trainSize, testSize]: readonly [number, number],
  options: readonly string[],
): Promise<Ran> {
  const script = new URL("print_mnist.ts", import.meta.url);
  return runScript(script, {
    options: ["--no-lock", "--cached-only", ...options],
    args: [`${trainSize}`, `${testSize}`],
  });
}

/** Whether MNIST is on this machine, from having been loaded before. */
export async function mnistIsHere(): Promise<boolean> {
  const { code } = await printMnist([1, 1], ["--allow-read"]);
  return code === 0;
}
