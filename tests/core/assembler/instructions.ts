import { ARITHMETIC } from "./arithmetic_instructions.ts";
import type { Instruction } from "./instruction.ts";
import { OTHERS } from "./other_instructions.ts";

/** Every instruction that leaves a value. */
export const INSTRUCTIONS: readonly Instruction[] = [...ARITHMETIC, ...OTHERS];
