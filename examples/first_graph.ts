/**
 * A computation graph by hand: f(x, y) = x²y + y + 2, its gradients, and its
 * second derivatives. *Hands-On Machine Learning*, chapter 9 and appendix D.
 *
 * deno run examples/first_graph.ts
 */
import { gradients, Graph, op, openSession } from "../mod.ts";

const graph = new Graph();
const x = graph.variable("x", 3);
const y = graph.variable("y", 4);
const f = op.add(op.add(op.multiply(op.square(x), y), y), 2);
const [byX, byY] = gradients(f, [x, y]) as [typeof f, typeof f];
const hessian = [byX, byY].flatMap((slope) => gradients(slope, [x, y]));

using session = await openSession();
const values = await session.run([f, byX, byY, ...hessian]);
// deno-lint-ignore no-console
console.log(values); // [42, 24, 10, 8, 6, 6, 0]
