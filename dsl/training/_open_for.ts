import type { Backend } from "../backends/backend.ts";
import { type BackendChoice, openBackend } from "../backends/open_backend.ts";

/** A backend that is there already, or a new one that `owner` frees. */
export async function openFor(
  choice: BackendChoice | Backend,
  owner: DisposableStack,
): Promise<Backend> {
  return typeof choice === "string"
    ? owner.use(await openBackend(choice))
    : choice;
}
