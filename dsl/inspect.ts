/** Key of the method that `console.log` asks, in Deno and in Node, how a value looks. */
export const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom");
