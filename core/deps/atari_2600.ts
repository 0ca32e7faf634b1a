/** A switch: a button, or a contact of a joystick. */
export interface Switch {
  /** Closes or opens it. */
  toggle(closed: boolean): void;
}

/** What is put into the slot. */
export interface Cartridge {
  /** How its chips are wired, such as `"vanilla_4k"`. */
  getType(): string;
}

/** What the television is drawn on: pixels of 0xAABBGGRR. */
export interface Surface {
  getBuffer(): Uint32Array;
}

/** The parts of the machine that are used here. */
export interface Board {
  boot(): void;
  tick(clocks: number): void;
  getBus(): { peek(address: number): number };
  getCpu(): { readonly state: { readonly p: number } };
  getControlPanel(): {
    getResetButton(): Switch;
    getDifficultySwitchP0(): Switch;
    getDifficultySwitchP1(): Switch;
  };
  getJoystick0(): {
    getUp(): Switch;
    getDown(): Switch;
    getLeft(): Switch;
    getRight(): Switch;
    getFire(): Switch;
  };
  getVideoOutput(): {
    setSurfaceFactory(factory: () => Surface): void;
    readonly newFrame: { addHandler(handler: () => void): void };
  };
}

/** How the machine is built; all that the emulator asks for. */
export interface BoardConfig {
  /** NTSC, PAL or SECAM. */
  readonly tvMode: 0 | 1 | 2;
  /** What memory and registers hold at first comes from it. */
  readonly randomSeed: number;
  /** How many lines after the vertical sync a picture begins. */
  readonly frameStart: number;
  readonly emulatePaddles: boolean;
  readonly enableAudio: boolean;
  readonly pcmAudio: boolean;
  /** 0 is exact to the cycle. */
  readonly cpuType: 0;
}

/** The parts of the emulator `6502.ts` that are used here; they are used without its types, which would be fetched with the library. */
export interface Atari2600 {
  readonly Board: new (config: BoardConfig, cartridge: Cartridge) => Board;
  readonly CartridgeFactory: new () => {
    createCartridge(rom: Uint8Array, kind: string): Promise<Cartridge>;
  };
  readonly CartridgeDetector: new () => {
    detectCartridgeType(rom: Uint8Array): string;
  };
}

/** 6 MB to fetch: as a variable it is fetched when asked for, not with the library. */
const STELLA: string = "npm:6502.ts@1.1.4/lib/machine/stella";

/** Fetches the package, where it is not there yet; neither that nor reading it needs a permission. */
export async function importAtari2600(): Promise<Atari2600> {
  const [board, factory, detector] = await Promise.all([
    import(`${STELLA}/Board.js`),
    import(`${STELLA}/cartridge/CartridgeFactory.js`),
    import(`${STELLA}/cartridge/CartridgeDetector.js`),
  ]);
  // A CommonJS module is the default of its import, and has a default of its own.
  return {
    Board: board.default.default,
    CartridgeFactory: factory.default.default,
    CartridgeDetector: detector.default.default,
  };
}
