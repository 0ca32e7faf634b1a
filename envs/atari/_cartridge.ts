import type { Atari2600, Cartridge } from "../../core/deps/atari_2600.ts";
import { cannot, formatValue } from "../../core/errors.ts";

const ACTION = "read a cartridge";
const SMALLEST = 2048;
/** Cartridges with a processor of their own, which would have to be waited for. */
const WITH_PROCESSOR = ["bankswitch_dpc_plus", "bankswitch_cdf"];

/**
 * Finds out how the chips of a cartridge are wired.
 *
 * @returns What makes new cartridges of that kind.
 * @throws {RangeError} If it is no cartridge, or one of a kind that is not emulated here.
 * @throws {TypeError} If it is no list of bytes.
 */
export async function readCartridge(
  rom: Uint8Array,
  { CartridgeFactory, CartridgeDetector }: Atari2600,
): Promise<() => Cartridge> {
  if (!(rom instanceof Uint8Array)) {
    const wish = "'rom' must be a Uint8Array";
    throw new TypeError(cannot(ACTION, wish, formatValue(rom)));
  }
  const kind = rom.length < SMALLEST
    ? "unknown"
    : new CartridgeDetector().detectCartridgeType(rom);
  if (kind === "unknown") {
    const wish = "'rom' must have the length of one, such as 2048 or 4096";
    throw new RangeError(cannot(ACTION, wish, `${rom.length}`, "length"));
  }
  if (WITH_PROCESSOR.includes(kind)) {
    const wish = "it must not have a processor of its own";
    throw new RangeError(cannot(ACTION, wish, formatValue(kind), "kind"));
  }
  const bytes = rom.slice();
  const cartridge = await new CartridgeFactory().createCartridge(bytes, kind);
  // Every cartridge is made by its class from nothing but its bytes.
  const Kind = cartridge.constructor as new (rom: Uint8Array) => Cartridge;
  return () => new Kind(bytes);
}
