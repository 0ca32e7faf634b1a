import { assertEquals, assertThrows } from "@std/assert";
import type { Shape } from "../../dsl/graph/node.ts";
import { heads } from "../../dsl/heads.ts";
import { input } from "../../dsl/input.ts";
import { add, concat } from "../../dsl/merge.ts";
import type { AnyModel, Model } from "../../dsl/model.ts";

/** Whether two types are the same, not only assignable. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends
  (<T>() => T extends B ? 1 : 2) ? true : false;

/** Compiles only where the static shape is exactly `S`; fails where the dynamic one is none of it. */
function expectShape<S extends Shape>() {
  return <M extends Model>(
    model: Same<M["shape"], S> extends true ? M : never,
    shape: S,
  ) => assertEquals<Shape>(model.shape, shape);
}

const image = input([28, 28, 1]);

Deno.test("the type of a model carries the number of axes and the last", () => {
  const convolved = image.conv2d(8, 3);
  expectShape<readonly [28, 28, 1]>()(image, [28, 28, 1]);
  expectShape<readonly [number, number, 8]>()(convolved, [26, 26, 8]);
  expectShape<readonly [number, number, 8]>()(
    convolved.batchNorm().relu().maxPool(2).averagePool(1).dropout(0.5),
    [13, 13, 8],
  );
  expectShape<readonly [8]>()(convolved.globalAveragePool(), [8]);
  expectShape<readonly [number]>()(convolved.flatten(), [5408]);
  expectShape<readonly [10]>()(convolved.flatten().dense(10), [10]);
  expectShape<readonly [2, 3, 4, 7]>()(
    input([2, 3, 4, 5]).dense(7),
    [2, 3, 4, 7],
  );
  expectShape<readonly [number, 28]>()(image.reshape([-1, 28]), [28, 28]);
});

Deno.test("the type of joined models keeps what all have", () => {
  const branched = image.branch((m) => m.conv2d(4, 1), (m) => m.conv2d(2, 1));
  expectShape<readonly [number, number, number]>()(
    branched.concat(),
    [28, 28, 6],
  );
  const alike = image.branch((m) => m.conv2d(4, 1), (m) => m.conv2d(4, 1));
  expectShape<readonly [number, number, 4]>()(alike.add(), [28, 28, 4]);
  const [a, b] = [input([3], { name: "a" }), input([4], { name: "b" })];
  expectShape<readonly [number]>()(concat([a, b]), [7]);
  expectShape<readonly [5]>()(add([a.dense(5), b.dense(5)]), [5]);
  const residual = image.conv2d(4, 1).residual((m) => m.conv2d(4, 1).relu());
  expectShape<readonly [number, number, 4]>()(residual, [28, 28, 4]);
  const repeated = image.repeat(2, (m, i) => m.conv2d(8 * 2 ** i, 1));
  expectShape<readonly [number, number, number]>()(repeated, [28, 28, 16]);
  const { policy } = heads({ policy: a.dense(2), value: a.dense(1) }).outputs;
  assertEquals(policy.shape, [2]);
});

Deno.test("an image layer after anything but an image does not compile, and throws", () => {
  const flat = input([4]);
  // @ts-expect-error An image has three axes.
  assertThrows(() => flat.conv2d(8, 3), RangeError, "layer 1 (conv2d)");
  // @ts-expect-error An image has three axes.
  assertThrows(() => flat.maxPool(2), RangeError, "layer 1 (maxPool)");
  // @ts-expect-error An image has three axes.
  assertThrows(() => flat.averagePool(2), RangeError, "(averagePool)");
  // @ts-expect-error An image has three axes.
  assertThrows(() => flat.globalAveragePool(), RangeError, "Pool)");
  // @ts-expect-error Flattening leaves one axis.
  assertThrows(() => image.flatten().conv2d(8, 3), RangeError, "layer 2");
  const joined = image.branch((m) => m.flatten(), (m) => m.flatten()).concat();
  // @ts-expect-error The branches have one axis.
  assertThrows(() => joined.conv2d(8, 3), RangeError, "layer 4 (conv2d)");
});

Deno.test("what does not exist does not compile", () => {
  // @ts-expect-error There is no such activation.
  assertThrows(() => image.activation("rellu"), RangeError, '"relu"');
  // @ts-expect-error Heads have names.
  assertEquals(heads({ policy: image }).outputs.value, undefined);
  // @ts-expect-error Several heads are no place to put a layer.
  assertEquals(heads({ policy: image }).dense, undefined);
  // @ts-expect-error A model does not change.
  assertThrows(() => image.shape = [1, 1, 1], TypeError);
});

Deno.test("a model of unknown shape takes any layer", () => {
  let model: Model = image;
  for (const filters of [2, 3]) model = model.conv2d(filters, 3).relu();
  assertEquals(model.flatten().dense(4).shape, [4]);
  const anyModels: AnyModel[] = [image, model, heads({ policy: model })];
  assertEquals(anyModels.map(({ kind }) => kind), ["model", "model", "heads"]);
});

Deno.test("functions of models keep the last axis", () => {
  const block = <S extends Shape>(model: Model<S>) =>
    model.dense(6).batchNorm().relu();
  expectShape<readonly [28, 28, 6]>()(block(image), [28, 28, 6]);
});
