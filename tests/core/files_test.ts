import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import {
  fileError,
  readFileChecked,
  writeFileAtomic,
} from "../../core/files.ts";

/** Runs `work` with an empty folder. */
async function withFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const names = (folder: string): string[] =>
  Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (content: string): Uint8Array =>
  new TextEncoder().encode(content);

Deno.test("writeFileAtomic() writes what readFileChecked() reads, and leaves nothing else", () =>
  withFolder(async (folder) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 10_000, size: "max" }),
        async (content) => {
          await writeFileAtomic(`${folder}/a.bin`, content);
          assertEquals(await readFileChecked(`${folder}/a.bin`), content);
        },
      ),
      { numRuns: 20 },
    );
    assertEquals(names(folder), ["a.bin"]);
  }));

Deno.test("writeFileAtomic() keeps the old file whole for whoever has it open", () =>
  withFolder(async (folder) => {
    const path = `${folder}/a`;
    await writeFileAtomic(path, bytes("old"));
    using old = await Deno.open(path);
    await writeFileAtomic(path, bytes("new and longer"));
    const read = new Uint8Array(20);
    assertEquals(text(read.subarray(0, (await old.read(read))!)), "old");
    assertEquals(text(await readFileChecked(path)), "new and longer");
  }));

Deno.test("writeFileAtomic() called many times at once leaves one of the contents whole", () =>
  withFolder(async (folder) => {
    const contents = Array.from(
      { length: 20 },
      (_, i) => new Uint8Array(50_000 + i).fill(i),
    );
    await Promise.all(
      contents.map((content) => writeFileAtomic(`${folder}/a`, content)),
    );
    const read = await readFileChecked(`${folder}/a`);
    assertEquals(read, contents[read[0]!]);
    assertEquals(names(folder), ["a"]);
  }));

Deno.test({
  name: "writeFileAtomic() writes through a symbolic link",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      await Deno.mkdir(`${folder}/far`);
      await writeFileAtomic(`${folder}/far/a`, bytes("old"));
      const link = await new Deno.Command("ln", {
        args: ["-s", "far/a", `${folder}/link`],
      }).output();
      assert(link.success);
      await writeFileAtomic(`${folder}/link`, bytes("new"));
      assertEquals(text(await readFileChecked(`${folder}/far/a`)), "new");
      assert((await Deno.lstat(`${folder}/link`)).isSymlink);
    }),
});

Deno.test("writeFileAtomic() and readFileChecked() name the path and the reason", () =>
  withFolder(async (folder) => {
    await writeFileAtomic(`${folder}/file`, bytes("kept"));
    const write = (path: string) => () => writeFileAtomic(path, bytes("x"));
    const quoted = (path: string) => JSON.stringify(path);
    const missing = `${folder}/none/a`;
    await assertRejects(
      write(missing),
      Error,
      `Cannot write ${
        quoted(missing)
      } as the path must exist: current state is nothing there`,
    );
    await assertRejects(
      () => readFileChecked(missing),
      Error,
      `Cannot read ${quoted(missing)} as the path must exist`,
    );
    await assertRejects(
      write(`${folder}/file/a`),
      Error,
      "as its folder must be a folder: current state is a file in its place",
    );
    await assertRejects(
      write(folder),
      Error,
      "as it must be a file: current state is a folder",
    );
    await assertRejects(
      () => readFileChecked(folder),
      Error,
      "as it must be a file: current state is a folder",
    );
    await assertRejects(
      write(`${folder}/${"x".repeat(300)}`),
      Error,
      "as the system must accept it: current state is File name too long",
    );
    assertEquals(names(folder), ["file"]);
    assertEquals(text(await readFileChecked(`${folder}/file`)), "kept");
  }));

Deno.test({
  name: "writeFileAtomic() says what Deno must be permitted to",
  permissions: { read: true, write: false },
  fn: async () => {
    const error = await assertRejects(
      () => writeFileAtomic("model.safetensors", bytes("x")),
      Error,
    );
    assert(
      error.message.startsWith(
        'Cannot write "model.safetensors" as Deno must be permitted to: current state is not permitted (Requires write access',
      ),
      error.message,
    );
  },
});

Deno.test("fileError() knows a full disk, a read-only one and a refusal", () => {
  const told = (code: string) =>
    fileError("write", "a", Object.assign(new Error("os error"), { code }))
      .message;
  assertEquals(
    told("ENOSPC"),
    'Cannot write "a" as the disk must have room: current state is full',
  );
  assertEquals(
    told("EROFS"),
    'Cannot write "a" as the disk must be writable: current state is read-only',
  );
  assertEquals(
    told("EIO"),
    'Cannot write "a" as the system must accept it: current state is os error',
  );
  const denied = fileError(
    "write",
    "a",
    new Deno.errors.PermissionDenied("no"),
  );
  assertEquals(
    denied.message,
    'Cannot write "a" as the system must permit it: current state is permission denied',
  );
  assert(denied.cause instanceof Deno.errors.PermissionDenied);
});

Deno.test({
  name:
    "writeFileAtomic() leaves the old file and no other where the system refuses in the middle",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const path = `${folder}/a`;
      await writeFileAtomic(path, bytes("old"));
      const module = new URL("../../core/files.ts", import.meta.url).href;
      const script = `${folder}/script.ts`;
      await Deno.writeTextFile(
        script,
        `
        import { writeFileAtomic } from ${JSON.stringify(module)};
        await writeFileAtomic(${
          JSON.stringify(path)
        }, new Uint8Array(1_000_000)).catch(({ message }) => console.log(message));`,
      );
      // Files of at most 8 blocks; without the trap, the signal would end the process.
      const { stdout, stderr } = await new Deno.Command("bash", {
        args: [
          "-c",
          `trap '' XFSZ; ulimit -f 8; exec "$0" run --allow-read --allow-write "$1"`,
          Deno.execPath(),
          script,
        ],
      }).output();
      assertEquals(
        text(stdout),
        `Cannot write ${
          JSON.stringify(path)
        } as the system must accept it: current state is File too large (os error 27)\n`,
        text(stderr),
      );
      assertEquals(text(await readFileChecked(path)), "old");
      assertEquals(names(folder), ["a", "script.ts"]);
    }),
});

Deno.test({
  name: "writeFileAtomic() is never seen half done, even when killed",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const path = `${folder}/a`;
      const module = new URL("../../core/files.ts", import.meta.url).href;
      const script = `${folder}/script.ts`;
      await Deno.writeTextFile(
        script,
        `
        import { writeFileAtomic } from ${JSON.stringify(module)};
        for (let i = 0; ; i = (i + 1) % 256) {
          await writeFileAtomic(${
          JSON.stringify(path)
        }, new Uint8Array(200_000 + i).fill(i));
          if (i === 0) console.log("begun");
        }`,
      );
      for (let trial = 0; trial < 3; trial++) {
        const child = new Deno.Command(Deno.execPath(), {
          args: ["run", "--allow-read", "--allow-write", script],
          stdout: "piped",
        }).spawn();
        const output = child.stdout.getReader();
        await output.read();
        for (let i = 0; i < 20 + trial * 7; i++) {
          const seen = await readFileChecked(path);
          assertEquals(seen.length, 200_000 + seen[0]!);
          assert(seen.every((byte) => byte === seen[0]));
        }
        child.kill("SIGKILL");
        await output.cancel();
        await child.status;
        const left = await readFileChecked(path);
        assertEquals(left.length, 200_000 + left[0]!);
        assert(left.every((byte) => byte === left[0]));
      }
    }),
});
