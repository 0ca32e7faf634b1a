import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { jsonLines, readJsonLines } from "../../core/json_lines.ts";
import type { ProgressEvent } from "../../core/progress.ts";

const number = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity),
).map((x) => x === 0 ? 0 : x);
const event: fc.Arbitrary<ProgressEvent> = fc.record({
  kind: fc.string(),
  step: fc.nat(),
  total: fc.nat(),
  metrics: fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom("\\", "\n", "__proto__")),
    number,
    { noNullPrototype: true },
  ),
  message: fc.string({ unit: "binary" }),
}, { requiredKeys: ["kind", "step", "metrics"], noNullPrototype: true });

/** Runs `work` with the path of a file that does not exist yet. */
function withPath(work: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    work(`${folder}/events.jsonl`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function append(
  path: string,
  events: readonly ProgressEvent[],
  keep?: number | ((event: ProgressEvent) => boolean),
): number {
  using log = jsonLines(path, keep === undefined ? {} : { keep });
  for (const each of events) log.read(each);
  return log.lines;
}

const step = (step: number): ProgressEvent => ({
  kind: "step",
  step,
  metrics: {},
});

Deno.test("jsonLines() writes one event a line, and numbers JSON lacks as text", () => {
  withPath((path) => {
    append(path, [{
      kind: "step",
      step: 1,
      total: 2,
      metrics: { loss: NaN, best: -Infinity, x: 0.5 },
      message: "a\nb",
    }, step(2)]);
    assertEquals(
      Deno.readTextFileSync(path),
      '{"kind":"step","step":1,"total":2,"metrics":{"loss":"NaN","best":"-Infinity","x":0.5},"message":"a\\nb"}\n' +
        '{"kind":"step","step":2,"metrics":{}}\n',
    );
  });
});

Deno.test("readJsonLines() answers what jsonLines() was given, over any number of openings", () => {
  let odd = 0;
  withPath((path) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(event, { maxLength: 4 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (parts) => {
          Deno.writeTextFileSync(path, "");
          for (const part of parts) append(path, part);
          assertEquals(readJsonLines(path), parts.flat());
          if (
            parts.flat().some(({ metrics }) =>
              Object.values(metrics).some((x) => !Number.isFinite(x))
            )
          ) {
            odd++;
          }
        },
      ),
    );
  });
  assert(odd > 10, `${odd} with numbers that are not finite`);
});

Deno.test("jsonLines() drops a last line that is not finished, wherever it was cut", () => {
  withPath((path) => {
    append(path, [step(1), { ...step(2), message: "é世🎉" }]);
    const bytes = Deno.readFileSync(path);
    const first = bytes.indexOf(10) + 1;
    for (let length = 0; length <= bytes.length; length++) {
      Deno.writeFileSync(path, bytes.subarray(0, length));
      const whole = length === bytes.length ? 2 : length >= first ? 1 : 0;
      assertEquals(readJsonLines(path).length, whole);
      assertEquals(append(path, [step(3)]), whole + 1);
      assertEquals(
        readJsonLines(path).map(({ step }) => step),
        [1, 2].slice(0, whole).concat(3),
      );
    }
  });
});

Deno.test("jsonLines() keeps so many lines, or those before the first refused", () => {
  withPath((path) => {
    const steps = () => readJsonLines(path).map(({ step }) => step);
    append(path, [1, 2, 3, 4, 3].map(step));
    append(path, [], 9);
    assertEquals(steps(), [1, 2, 3, 4, 3]);
    append(path, [step(5)], ({ step }) => step <= 3);
    assertEquals(steps(), [1, 2, 3, 5]);
    append(path, [step(6)], 1);
    assertEquals(steps(), [1, 6]);
    append(path, [], 0);
    assertEquals(steps(), []);
    for (const keep of [-1, 0.5, NaN]) {
      append(path, [step(1)], 0);
      assertThrows(
        () => append(path, [], keep),
        RangeError,
        "'keep' must be an integer of at least 0: current value is",
      );
      assertEquals(steps(), [1]);
    }
  });
});

Deno.test("A run that continues from its checkpoint leaves the log of one that was never stopped", () => {
  withPath((path) => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(40), (saved, more, cut) => {
        const all = Array.from({ length: saved + more }, (_, i) => step(i + 1));
        append(path, all, 0);
        const whole = Deno.readTextFileSync(path);
        // Killed in the middle of a line, after the checkpoint at step `saved`.
        Deno.writeTextFileSync(
          path,
          whole.slice(
            0,
            Math.max(
              whole.length - cut,
              whole.split("\n").slice(0, saved).join("\n").length + 1,
            ),
          ),
        );
        append(path, all.slice(saved), ({ step }) => step <= saved);
        assertEquals(Deno.readTextFileSync(path), whole);
      }),
    );
  });
});

Deno.test("jsonLines() and readJsonLines() name the file and line that are wrong", () => {
  withPath((path) => {
    assertThrows(
      () => readJsonLines(path),
      Error,
      `Cannot read ${
        JSON.stringify(path)
      } as the path must exist: current state is nothing there`,
    );
    const missing = `${path}/no/events.jsonl`;
    assertThrows(
      () => jsonLines(missing),
      Error,
      `Cannot open ${JSON.stringify(missing)} as the path must exist`,
    );
    Deno.mkdirSync(`${path}.d`);
    assertThrows(
      () => jsonLines(`${path}.d`),
      Error,
      "as it must be a file: current state is a folder",
    );
    Deno.writeTextFileSync(
      path,
      '{"kind":"step","step":1,"metrics":{}}\n{"kind":\n',
    );
    assertThrows(
      () => readJsonLines(path),
      SyntaxError,
      `Cannot read line 2 of ${
        JSON.stringify(path)
      } as it must be JSON: current fault is`,
    );
    assertThrows(
      () => jsonLines(path, { keep: () => true }),
      SyntaxError,
      "Cannot read line 2 of",
    );
    for (
      const line of [
        "7",
        '{"kind":"step","step":1}',
        '{"kind":"step","step":1,"metrics":{"a":"b"}}',
        '{"kind":1,"step":1,"metrics":{}}',
      ]
    ) {
      Deno.writeTextFileSync(path, `${line}\n`);
      assertThrows(
        () => readJsonLines(path),
        SyntaxError,
        "it must be a progress event: current line is",
      );
    }
  });
});

Deno.test("jsonLines() takes nothing after it was closed, and may be closed twice", () => {
  withPath((path) => {
    const log = jsonLines(path);
    log.read(step(1));
    log.flush();
    log.close();
    log.close();
    assertThrows(
      () => log.read(step(2)),
      TypeError,
      `Cannot append to ${
        JSON.stringify(path)
      } as the reader must be open: current state is closed`,
    );
    assertThrows(() => log.flush(), TypeError, "Cannot flush");
    assertEquals(readJsonLines(path), [step(1)]);
  });
});

Deno.test({
  name: "jsonLines() leaves no half line where the system refuses to write on",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/events.jsonl`;
    const module = new URL("../../core/json_lines.ts", import.meta.url).href;
    const script = `
      import { jsonLines } from ${JSON.stringify(module)};
      const log = jsonLines(${JSON.stringify(path)});
      try {
        for (let step = 0; ; step++) log.read({ kind: "step", step, metrics: { value: step / 3 } });
      } catch (error) {
        console.log(error.message, log.lines);
      }`;
    await Deno.writeTextFile(`${folder}/script.ts`, script);
    // Files of at most 8 blocks; without the trap, the signal would end the process.
    const { stdout, stderr } = await new Deno.Command("bash", {
      args: [
        "-c",
        `trap '' XFSZ; ulimit -f 8; exec "$0" run --allow-read --allow-write "$1"`,
        Deno.execPath(),
        `${folder}/script.ts`,
      ],
    }).output();
    const said = new TextDecoder().decode(stdout);
    assert(
      said.startsWith(
        `Cannot append to ${
          JSON.stringify(path)
        } as the system must accept it: current state is File too large (os error 27)`,
      ),
      said + new TextDecoder().decode(stderr),
    );
    const text = await Deno.readTextFile(path);
    assert(
      text.endsWith("}\n") && text.length > 3500,
      `${text.length} characters`,
    );
    assertEquals(
      readJsonLines(path).length,
      Number(said.trim().split(" ").at(-1)),
    );
    await Deno.remove(folder, { recursive: true });
  },
});
