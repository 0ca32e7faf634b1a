import { formatShape } from "../../../../core/errors.ts";
import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import { i32, i32x4, v128 } from "../../../../core/assembler/instructions.ts";
import type { Kernel } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import { LANES, loadLanes } from "../lanes.ts";
import { TILE_COLUMNS } from "./tile.ts";

/** A loop over the numbers of a channel. */
interface NumberLoop {
  /** Turns. */
  readonly count: number;
  /** Elements of the filter from one turn to the next. */
  readonly step: number;
}

/** How a filter is read, 8 channels at a time. */
interface Order {
  /** Channels in all. */
  readonly channels: number;
  /** Elements from one channel to the next. */
  readonly channel: number;
  /** Elements before the first that is read. */
  readonly first: number;
  /** Loops over the numbers of a channel, the outermost first. */
  readonly loops: readonly NumberLoop[];
}

/**
 * Appends a filter [kh, kw, c, f] in the order in which a convolution reads it:
 * [⌈f/8⌉, kh·kw·c, 8], zeros in the channels that are none.
 */
export function packForward(filter: Value, to: Layout): Value {
  const [height, width, channels, filters] = filter.shape;
  const numbers = height! * width! * channels!;
  return pack(filter, {
    channels: filters!,
    channel: 1,
    first: 0,
    loops: [{ count: numbers, step: filters! }],
  }, to);
}

/**
 * Appends a filter [kh, kw, c, f] in the order in which the gradient by the image
 * reads it: [⌈c/8⌉, kh·kw·f, 8], the last tap first.
 */
export function packBackward(filter: Value, to: Layout): Value {
  const [height, width, channels, filters] = filter.shape;
  const taps = height! * width!;
  const tap = channels! * filters!;
  return pack(filter, {
    channels: channels!,
    channel: filters!,
    first: (taps - 1) * tap,
    loops: [{ count: taps, step: -tap }, { count: filters!, step: 1 }],
  }, to);
}

function pack(filter: Value, order: Order, to: Layout): Value {
  const panels = Math.ceil(order.channels / TILE_COLUMNS);
  const shape = [panels, numbersOf(order), TILE_COLUMNS];
  const packed = to.temporary({ shape, dtype: filter.dtype });
  to.step({
    kernel: packKernel(order, `pack ${formatShape(filter.shape)}`),
    reads: [{ value: filter, rows: "whole" }],
    writes: [packed],
    rows: panels,
    flops: panels * numbersOf(order) * TILE_COLUMNS,
  });
  return packed;
}

function numbersOf({ loops }: Order): number {
  return loops.reduce((product, { count }) => product * count, 1);
}

function packKernel(order: Order, label: string): Kernel {
  const { channels, channel, first, loops } = order;
  const panelBytes = 4 * TILE_COLUMNS * numbersOf(order);
  const rest = channels % TILE_COLUMNS;
  const whole = (channels - rest) / TILE_COLUMNS;
  return {
    key: JSON.stringify(["pack filter", order]),
    label,
    write(f, { pointers: [filter, packed], begin, end }) {
      f.for({ from: begin, to: end, step: 1 }, (panel) => {
        const times = (bytes: number) => i32.mul(panel, i32.const(bytes));
        const start = i32.add(filter!, i32.const(4 * first));
        const from = f.let(
          i32.add(start, times(4 * TILE_COLUMNS * channel)),
        );
        const to = f.let(i32.add(packed!, times(panelBytes)));
        const write = (count: number) =>
          writeNumbers(f, { loops, from, to, channel, count });
        if (rest === 0) return write(TILE_COLUMNS);
        if (whole === 0) return write(rest);
        f.if(
          i32.ltU(panel, i32.const(whole)),
          () => write(TILE_COLUMNS),
          () => write(rest),
        );
      });
    },
  };
}

interface Panel {
  readonly loops: readonly NumberLoop[];
  readonly from: Local<"i32">;
  readonly to: Local<"i32">;
  readonly channel: number;
  /** Channels in this panel, 1 to 8. */
  readonly count: number;
}

function writeNumbers(f: FunctionBuilder, panel: Panel): void {
  const { loops: [loop, ...loops], from, to, channel, count } = panel;
  if (loop) {
    const start = f.let(from);
    return f.repeat(loop.count, () => {
      writeNumbers(f, { ...panel, loops, from: start });
      f.increase(start, 4 * loop.step);
    });
  }
  for (let lane = 0; lane < TILE_COLUMNS; lane += LANES) {
    const vector = gather(from, channel, lane, Math.min(LANES, count - lane));
    f.do(v128.store(to, vector, 4 * lane));
  }
  f.increase(to, 4 * TILE_COLUMNS);
}

/** The numbers of `count` channels from the `first` on; zeros in the other lanes. */
function gather(
  from: Local<"i32">,
  channel: number,
  first: number,
  count: number,
): Expression<"v128"> {
  if (count <= 0) return i32x4.const(0);
  const offset = 4 * first * channel;
  if (channel === 1) return loadLanes(from, count, offset);
  let vector = v128.load1(from, offset);
  for (let lane = 1; lane < count; lane++) {
    vector = v128.loadLane(from, vector, lane, offset + 4 * lane * channel);
  }
  return vector;
}
