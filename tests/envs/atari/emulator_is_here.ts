import { importAtari2600 } from "../../../core/deps/atari_2600.ts";

/** Whether the emulator is on this machine, or could be fetched. */
export async function emulatorIsHere(): Promise<boolean> {
  try {
    await importAtari2600();
    return true;
  } catch {
    return false;
  }
}
