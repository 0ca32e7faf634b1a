import { assertEquals, assertThrows } from "@std/assert";
import {
  formatDuration,
  formatMetric,
  type ProgressEvent,
  type ProgressReader,
  teeProgress,
} from "../../core/progress.ts";

Deno.test("formatMetric() keeps whole numbers and four digits of others", () => {
  assertEquals(
    [0, -12, 123456789, 1e12, 0.12345678, 123.456, 1.5e-9, NaN, -Infinity].map(
      formatMetric,
    ),
    [
      "0",
      "-12",
      "123456789",
      "1000000000000",
      "0.1235",
      "123.5",
      "1.5e-9",
      "NaN",
      "-Infinity",
    ],
  );
});

Deno.test("formatDuration() reads like a clock", () => {
  assertEquals(
    [0, 7.4, 59.6, 754, 3599.4, 3723, 360000, NaN, Infinity].map(
      formatDuration,
    ),
    [
      "0:00",
      "0:07",
      "1:00",
      "12:34",
      "59:59",
      "1:02:03",
      "100:00:00",
      "-:--",
      "-:--",
    ],
  );
});

Deno.test("teeProgress() hands events to all readers in order, and closes all whatever happens", () => {
  const log: string[] = [];
  const reader = (name: string, broken = false): ProgressReader => ({
    read: (event: ProgressEvent) => void log.push(`${name} ${event.step}`),
    close() {
      log.push(`${name} closed`);
      if (broken) throw new Error("disk full");
    },
    [Symbol.dispose]() {
      this.close();
    },
  });
  const tee = teeProgress([reader("a", true), reader("b")]);
  tee.read({ kind: "step", step: 1, metrics: {} });
  assertThrows(() => tee.close(), Error, "disk full");
  assertEquals(log, ["a 1", "b 1", "a closed", "b closed"]);
});
