import {
  Graph,
  initialize,
  lower,
  optimize,
  type Program,
  program,
  RandomStream,
  type SyncBackend,
  type Values,
} from "../../dsl/mod.ts";
import type { Prepared } from "../serve_bursts.ts";
import { timeCalls } from "../time_calls.ts";
import type { ForwardWork, Work } from "../works.ts";
import { prepareEpoch } from "./epoch.ts";
import { trainingStep } from "./training_step.ts";

/** Makes a work ready on one of our backends. */
export function prepare(work: Work, backend: SyncBackend): Prepared {
  switch (work.kind) {
    case "forward":
      return prepareCalls(backend, forwardPass(work));
    case "step":
      return prepareCalls(backend, trainingStep(work));
    case "epoch":
      return prepareEpoch(backend, work);
  }
}

/** A program, not yet optimized, and what to feed each of its runs. */
interface Described {
  readonly program: Program;
  readonly feeds: (run: number) => Values;
}

function prepareCalls(
  backend: SyncBackend,
  { program, feeds }: Described,
): Prepared {
  using opened = new DisposableStack();
  const memory = opened.use(backend.createMemory());
  const executable = opened.use(backend.compile(optimize(program), memory));
  const owned = opened.move();
  let runs = 0;
  const call = () => executable.runSync(feeds(runs++));
  return {
    burst: (seconds) => timeCalls(call, seconds),
    [Symbol.dispose]: () => owned.dispose(),
  };
}

function forwardPass({ model, batch }: ForwardWork): Described {
  const graph = new Graph();
  const random = RandomStream.from(1);
  const values = initialize(model, random.split("weights"));
  const { inputs, outputs } = lower(model, { graph, batch, values });
  const { name, shape } = inputs.input!;
  const size = shape.reduce((product, axis) => product * axis, 1);
  const feeds = { [name]: random.fillNormal(new Float32Array(size)) };
  return { program: program(outputs), feeds: () => feeds };
}
