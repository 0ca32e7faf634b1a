import * as tf from "../core/deps/tfjs_layers.ts";
import { env, setBackend, tensor2d } from "../core/deps/tfjs_core.ts";
import {
  adam,
  buildUpdates,
  Graph,
  initialize,
  input,
  lower,
  type Model,
  op,
  openBackend,
  optimize,
  program,
  RandomStream,
} from "../dsl/mod.ts";

/** Sizes of a network's layers, inputs first, and of a batch. */
type Work = readonly [sizes: readonly number[], batch: number];

const WORKS: readonly Work[] = [
  [[4, 64, 64, 2], 64],
  [[4, 256, 256, 2], 64],
  [[784, 512, 10], 128],
];
const MILLISECONDS = 1500;

/** The median time of a step, in milliseconds, after warming up. */
async function median(step: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const end = performance.now() + MILLISECONDS;
  while (performance.now() < end || times.length < 5) {
    const start = performance.now();
    await step();
    times.push(performance.now() - start);
  }
  const warm = times.slice(Math.floor(times.length / 5)).sort((a, b) => a - b);
  return warm[Math.floor(warm.length / 2)]!;
}

function silicaModel(sizes: readonly number[]): Model {
  const [inputs, ...units] = sizes;
  return units.reduce<Model>(
    (model, n, i) =>
      i < units.length - 1 ? model.dense(n).relu() : model.dense(n),
    input([inputs!]),
  );
}

async function measureSilica([sizes, batch]: Work): Promise<number> {
  const model = silicaModel(sizes);
  const graph = new Graph();
  const random = RandomStream.from(1);
  const { inputs, outputs, parameters } = lower(model, {
    graph,
    batch,
    training: true,
    values: initialize(model, random.split("weights")),
  });
  const classes = sizes.at(-1)!;
  const labels = graph.placeholder("labels", [batch], { dtype: "int32" });
  const chosen = op.multiply(
    op.logSoftmax(outputs.output!),
    op.oneHot(labels, classes),
  );
  const loss = op.multiply(-1 / batch, op.sum(chosen));
  const { effects, scalars } = buildUpdates({
    graph,
    loss,
    parameters: parameters.map(({ variable }) => variable),
    optimizer: adam(),
    scope: "optimizer",
  });
  using backend = await openBackend("cpu");
  using memory = backend.createMemory();
  using step = backend.compile(
    optimize(program({ loss }, effects)),
    memory,
  );
  const x = random.fillNormal(new Float32Array(batch * sizes[0]!));
  const y = Int32Array.from(x.subarray(0, batch), (_, i) => i % classes);
  let steps = 0;
  return await median(() =>
    step.run({ [inputs.input!.name]: x, labels: y, ...scalars(steps++) })
  );
}

async function measureTfjs([sizes, batch]: Work): Promise<number> {
  env().set("PROD", true);
  await import("../core/deps/tfjs_cpu.ts");
  await setBackend("cpu");
  const [inputs, ...units] = sizes;
  const layers = units.map((n, i) =>
    tf.layers.dense({
      units: n,
      ...(i === 0 ? { inputShape: [inputs!] } : {}),
      ...(i < units.length - 1 ? { activation: "relu" } : {}),
    })
  );
  const model = tf.sequential({ layers: [...layers, tf.layers.softmax()] });
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
  const random = RandomStream.from(1);
  const x = random.fillNormal(new Float32Array(batch * inputs!));
  const classes = sizes.at(-1)!;
  const y = Float32Array.from(
    { length: batch * classes },
    (_, i) => i % classes === Math.floor(i / classes) % classes ? 1 : 0,
  );
  const xs = tensor2d(x, [batch, inputs!]);
  const ys = tensor2d(y, [batch, classes]);
  return await median(() => model.trainOnBatch(xs, ys));
}

/** What torch takes, or nothing where Python does not have it. */
async function measureTorch(): Promise<
  { readonly version: string; readonly ms: readonly number[] } | undefined
> {
  const script = new URL("peers/adam_step.py", import.meta.url).pathname;
  const python = Deno.env.get("PYTHON") ?? "python3";
  try {
    const command = new Deno.Command(python, {
      args: [script, JSON.stringify(WORKS)],
    });
    const { success, stdout } = await command.output();
    return success ? JSON.parse(new TextDecoder().decode(stdout)) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Milliseconds of one Adam step on the cpu backend, as ratios to tfjs and torch. */
export async function benchAdamStep(): Promise<string[]> {
  const torch = await measureTorch();
  const rows: string[] = [];
  for (const [i, work] of WORKS.entries()) {
    const silica = await measureSilica(work);
    const tfjs = await measureTfjs(work);
    const name = `Adam step, ${work[0].join("-")}, batch ${work[1]}`;
    const ratios = [
      `${(silica / tfjs).toFixed(2)} × tfjs`,
      ...(torch ? [`${(silica / torch.ms[i]!).toFixed(2)} × torch`] : []),
    ];
    rows.push(
      `${name.padEnd(40)}${silica.toFixed(2)} ms  ${ratios.join("  ")}`,
    );
  }
  return [
    ...rows,
    torch
      ? `torch ${torch.version}, its best thread count; tfjs 4.22.0 cpu`
      : "torch: skipped, Python does not have it",
  ];
}

if (import.meta.main) {
  // deno-lint-ignore no-console
  console.log((await benchAdamStep()).join("\n"));
}
