import { type Box, box } from "../../../envs/spaces/box.ts";
import { type Dict, dict } from "../../../envs/spaces/dict.ts";
import { type Discrete, discrete } from "../../../envs/spaces/discrete.ts";
import {
  type MultiBinary,
  multiBinary,
} from "../../../envs/spaces/multi_binary.ts";
import {
  type MultiDiscrete,
  multiDiscrete,
} from "../../../envs/spaces/multi_discrete.ts";
import {
  flattenSpace,
  flattenValue,
  type unflattenValue,
} from "../../../envs/spaces/flatten_value.ts";
import type { MaskOf } from "../../../envs/spaces/mask.ts";
import {
  type ActionOf,
  type BufferOf,
  sample,
  type Space,
  type ValueOf,
} from "../../../envs/spaces/space.ts";
import { spaceBuffer } from "../../../envs/spaces/space_buffer.ts";
import { type Text, text } from "../../../envs/spaces/text.ts";
import { type Tuple, tuple } from "../../../envs/spaces/tuple.ts";
import { RandomStream } from "../../../core/random.ts";

/** Compiles only if the two types are the same. */
function same<A, B>(
  ..._: (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2)
    ? []
    : ["they differ"]
): void {}

type Car = Dict<{ position: Box<"float32">; gear: Discrete }>;

Deno.test("the type of a value follows from its space", () => {
  same<ValueOf<Discrete>, number>();
  same<ValueOf<Box<"uint8">>, Uint8Array>();
  same<ValueOf<MultiDiscrete>, Int32Array>();
  same<ValueOf<MultiBinary>, Uint8Array>();
  same<ValueOf<Text>, string>();
  same<
    ValueOf<Car>,
    { readonly position: Float32Array; readonly gear: number }
  >();
  same<
    ValueOf<Tuple<[Discrete, Tuple<[Text, Box<"float64">]>]>>,
    readonly [number, readonly [string, Float64Array]]
  >();
  same<ValueOf<Tuple<readonly Discrete[]>>, readonly number[]>();
  // @ts-expect-error They differ.
  same<ValueOf<Discrete>, string>();
});

Deno.test("the type of an action lets numbers stand in any kind of list", () => {
  same<ActionOf<Discrete>, number>();
  same<ActionOf<Box | MultiDiscrete | MultiBinary>, ArrayLike<number>>();
  same<ActionOf<Text>, string>();
  same<
    ActionOf<Car>,
    { readonly position: ArrayLike<number>; readonly gear: number }
  >();
  same<
    ActionOf<Tuple<[Discrete, MultiBinary]>>,
    readonly [number, ArrayLike<number>]
  >();
});

Deno.test("the type of a buffer is the smallest that holds all parts exactly", () => {
  same<BufferOf<Discrete>, Int32Array>();
  same<BufferOf<Text>, Int32Array>();
  same<BufferOf<Box<"float32">>, Float32Array>();
  same<BufferOf<Tuple<[Discrete, MultiDiscrete]>>, Int32Array>();
  same<BufferOf<Tuple<[Box<"uint8">, MultiBinary]>>, Uint8Array>();
  same<BufferOf<Tuple<[Box<"uint8">, Box<"float32">]>>, Float32Array>();
  same<BufferOf<Tuple<[Tuple<[MultiBinary]>, Text]>>, Int32Array>();
  same<BufferOf<Car>, Float64Array>();
  same<BufferOf<Tuple>, BufferOf<Space>>();
  same<BufferOf<Dict>, BufferOf<Space>>();
});

Deno.test("a mask has the form of its space", () => {
  same<MaskOf<Discrete>, ArrayLike<number>>();
  same<MaskOf<Box>, never>();
  same<
    MaskOf<Car>,
    { readonly position?: null; readonly gear?: ArrayLike<number> | null }
  >();
});

Deno.test("factories keep the types of their parts", () => {
  const random = RandomStream.from(1);
  const car = dict({
    position: box({ low: 0, high: 1 }),
    more: tuple([discrete(2), multiDiscrete([2]), multiBinary(2)]),
    name: text({ maxLength: 3 }),
  });
  const value = sample(car, random, { mask: { name: { length: 2 } } });
  same<typeof value.position, Float32Array>();
  same<typeof value.more, readonly [number, Int32Array, Uint8Array]>();
  same<typeof value.name, string>();
  const buffer = spaceBuffer(car, 1);
  same<typeof buffer, Float64Array>();
  const flat = flattenValue(car, value);
  same<typeof flat, Float64Array>();
  const flatCar = flattenSpace(tuple([discrete(2), box({ low: 0, high: 1 })]));
  same<typeof flatCar, Box<"float32">>();
  same<ReturnType<typeof unflattenValue<Text>>, string>();
  const any: Space = car;
  const some: ValueOf<Space> = sample(any, random);
  const whatever: ActionOf<Space> = some;
  void whatever;
});

/** What must not compile; it is never run. */
export function refused(random: RandomStream): void {
  const pair = tuple([discrete(2), text({ maxLength: 3 })]);
  const car = dict({ gear: discrete(6) });
  // @ts-expect-error A part is no space.
  tuple([discrete(2), 3]);
  // @ts-expect-error A part is no space.
  dict({ gear: 6 });
  // @ts-expect-error A text has a greatest length.
  text({ minLength: 1 });
  // @ts-expect-error The counts are a list.
  multiDiscrete(3);
  // @ts-expect-error A space does not change.
  pair.spaces[0] = discrete(3);
  // @ts-expect-error A space does not change.
  car.spaces.gear = discrete(3);
  // @ts-expect-error The second part is a text.
  flattenValue(pair, [1, 2]);
  // @ts-expect-error There is no such part.
  sample(car, random).speed;
  // @ts-expect-error There is no such part.
  sample(car, random, { mask: { speed: [1, 0] } });
  // @ts-expect-error A box has no mask.
  sample(box({ low: 0, high: 1 }), random, { mask: [1] });
  // @ts-expect-error Each place has a mask of its own.
  sample(multiDiscrete([2, 2]), random, { mask: [1, 0] });
  const action: ActionOf<Tuple<[Discrete, MultiBinary]>> = [1, [0, 1]];
  // @ts-expect-error A list may be an action, but is no value.
  const value: ValueOf<Tuple<[Discrete, MultiBinary]>> = action;
  void value;
}
