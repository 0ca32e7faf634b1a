/** Types for the parts of `@std/assert` that the tests use. */
export function assert(
  expression: unknown,
  message?: string,
): asserts expression;
export function assertFalse(
  expression: unknown,
  message?: string,
): asserts expression is false;
export function assertEquals<T>(actual: T, expected: T, message?: string): void;
export function assertNotEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void;
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  message?: string,
): asserts actual is T;
export function assertNotStrictEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void;
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  message?: string,
): void;
export function assertArrayIncludes<T>(
  actual: ArrayLike<T>,
  expected: ArrayLike<T>,
  message?: string,
): void;
export function assertExists<T>(
  actual: T,
  message?: string,
): asserts actual is NonNullable<T>;
export function assertGreater<T>(
  actual: T,
  expected: T,
  message?: string,
): void;
export function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  message?: string,
): void;
export function assertLess<T>(actual: T, expected: T, message?: string): void;
export function assertLessOrEqual<T>(
  actual: T,
  expected: T,
  message?: string,
): void;
export function assertInstanceOf<T>(
  actual: unknown,
  // deno-lint-ignore no-explicit-any
  expectedType: new (...args: any[]) => T,
  message?: string,
): asserts actual is T;
export function assertIsError<E extends Error = Error>(
  error: unknown,
  // deno-lint-ignore no-explicit-any
  ErrorClass?: new (...args: any[]) => E,
  messageMatches?: string | RegExp,
  message?: string,
): asserts error is E;
export function assertMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void;
export function assertNotMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void;
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  message?: string,
): void;
export function assertStringIncludes(
  actual: string,
  expected: string,
  message?: string,
): void;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  // deno-lint-ignore no-explicit-any
  ErrorClass?: new (...args: any[]) => E,
  messageIncludes?: string,
  message?: string,
): E;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  // deno-lint-ignore no-explicit-any
  ErrorClass?: new (...args: any[]) => E,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
export function fail(message?: string): never;
