import { act, type Statement } from "../expression.ts";

/** Ends everything with an error. */
export const unreachable: Statement = act([0x00]);
