import type { Product } from "../kernels.ts";
import type { Shader } from "./shader.ts";

/** A group of threads stands in a square of this side. */
const SIDE = 16;

/** Terms of the sums that a group loads at a time. */
const DEPTH = 8;

/** Each thread finds this many squared elements of large products. */
const LARGE = 4;

/** Workgroups from which on they are made larger. */
const MANY_GROUPS = 64;

/**
 * A shader for large products.
 *
 * A group of threads finds a square block of the result: it loads strips of both
 * factors side by side, and each thread adds products to its own few elements.
 */
export function blockShader(
  spec: Product,
): Pick<
  Shader,
  "key" | "uniforms" | "lanes" | "groups" | "declarations" | "body"
> {
  const { count, m, n } = spec;
  const groupsOf = (each: number): number =>
    count * Math.ceil(m / (SIDE * each)) * Math.ceil(n / (SIDE * each));
  const each = groupsOf(LARGE) >= MANY_GROUPS ? LARGE : 1;
  const side = SIDE * each;
  return {
    key: `block ${each}`,
    uniforms: { down: Math.ceil(m / side), across: Math.ceil(n / side) },
    lanes: SIDE * SIDE,
    groups: groupsOf(each),
    declarations: `
      var<workgroup> left : array<f32, ${side * DEPTH}>;
      var<workgroup> right : array<f32, ${side * DEPTH}>;`,
    body: bodyOf({ ...spec, each }),
  };
}

interface Variant extends Pick<Product, "transposeA" | "transposeB" | "bias"> {
  /** Rows, and columns, that a thread finds. */
  readonly each: number;
}

function bodyOf({ each, transposeA, transposeB, bias }: Variant): string {
  const side = SIDE * each;
  const mine = Array.from({ length: each }, (_, i) => i);
  const pairs = mine.flatMap((r) => mine.map((c) => [r, c] as const));
  // Threads side by side load elements that stand side by side.
  const alongSum = `let q = p % ${DEPTH}; let e = p / ${DEPTH};`;
  const acrossSum = `let e = p % ${side}; let q = p / ${side};`;
  return `
    let across = i % uniforms.across;
    let down = i / uniforms.across % uniforms.down;
    let matrix = i / uniforms.across / uniforms.down;
    let a0 = matrix * uniforms.m * uniforms.k;
    let b0 = matrix * uniforms.k * uniforms.n;
    let my_row = lane / ${SIDE};
    let my_column = lane % ${SIDE};
    ${pairs.map(([r, c]) => `var sum${r}${c} = 0.0;`).join("\n")}
    for (var k0 = 0; k0 < uniforms.k; k0 = k0 + ${DEPTH}) {
      for (var p = lane; p < ${side * DEPTH}; p = p + ${SIDE * SIDE}) {
        ${transposeA ? acrossSum : alongSum}
        let row = down * ${side} + e;
        var value = 0.0;
        if (row < uniforms.m && k0 + q < uniforms.k) {
          value = a[a0 + ${
    transposeA ? "(k0 + q) * uniforms.m + row" : "row * uniforms.k + k0 + q"
  }];
        }
        left[q * ${side} + e] = value;
      }
      for (var p = lane; p < ${side * DEPTH}; p = p + ${SIDE * SIDE}) {
        ${transposeB ? alongSum : acrossSum}
        let column = across * ${side} + e;
        var value = 0.0;
        if (column < uniforms.n && k0 + q < uniforms.k) {
          value = b[b0 + ${
    transposeB
      ? "column * uniforms.k + k0 + q"
      : "(k0 + q) * uniforms.n + column"
  }];
        }
        right[q * ${side} + e] = value;
      }
      workgroupBarrier();
      for (var q = 0; q < ${DEPTH}; q = q + 1) {
        let x = q * ${side} + my_row;
        let y = q * ${side} + my_column;
        ${mine.map((r) => `let x${r} = left[x + ${r * SIDE}];`).join("\n")}
        ${mine.map((c) => `let y${c} = right[y + ${c * SIDE}];`).join("\n")}
        ${
    pairs.map(([r, c]) => `sum${r}${c} = sum${r}${c} + x${r} * y${c};`)
      .join("\n")
  }
      }
      workgroupBarrier();
    }
    ${
    pairs.map(([r, c]) =>
      `{
      let row = down * ${side} + my_row + ${r * SIDE};
      let column = across * ${side} + my_column + ${c * SIDE};
      // Groups behind the last matrix have nothing to write.
      let place = (matrix * uniforms.m + row) * uniforms.n + column;
      if (row < uniforms.m && column < uniforms.n && place < uniforms.size) {
        result[place] = activate(sum${r}${c}${bias ? " + bias[column]" : ""});
      }
    }`
    ).join("\n")
  }`;
}
