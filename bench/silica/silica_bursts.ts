/** One of our backends as a contestant: `deno run bench/silica/silica_bursts.ts cpu`. */
import {
  type BackendOptions,
  openBackend,
  type SyncBackend,
} from "../../dsl/mod.ts";
import { type Prepared, serveBursts } from "../serve_bursts.ts";
import type { Work } from "../works.ts";
import { prepare } from "./prepare.ts";

type Kind = SyncBackend["kind"];

/** The ways of each backend, and how it is opened for them. */
const WAYS: Readonly<Record<Kind, Readonly<Record<string, BackendOptions>>>> = {
  wasm: { "1 thread": { threads: 1 }, "all threads": {} },
  cpu: { "1 thread": {} },
};

async function open(kind: Kind, way: string, work: Work): Promise<Prepared> {
  using opened = new DisposableStack();
  const backend = opened.use(await openBackend(kind, WAYS[kind][way]));
  const { burst } = opened.use(prepare(work, backend));
  const owned = opened.move();
  return { burst, [Symbol.dispose]: () => owned.dispose() };
}

const kind = Deno.args[0] as Kind;
await serveBursts<Work>(
  {
    name: kind,
    version: `on Deno ${Deno.version.deno}`,
    ways: Object.keys(WAYS[kind]),
  },
  (work, way) => open(kind, way, work),
);
