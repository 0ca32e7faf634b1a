import type {
  Atari2600,
  Board,
  Cartridge,
  Switch,
} from "../../core/deps/atari_2600.ts";
import { cannot } from "../../core/errors.ts";
import { RAM_SIZE } from "./_atari_state.ts";
import { type Contact, CONTACTS } from "./_contacts.ts";
import { FIRST_LINE, LINE, type Television, WIDTH } from "./_television.ts";

const RAM_START = 0x80;
/** The part of the address space in which the cartridge lies. */
const CARTRIDGE = 0x1000;
/** Two pictures or more: a program that has drawn none by then draws none. */
const MOST_LINES = 1000;

/** What a console is built from. */
export interface ConsoleParts {
  /** The emulator. */
  readonly emulator: Atari2600;
  /** Makes the cartridge that is put into it. */
  readonly cartridge: () => Cartridge;
  /** What it draws on. */
  readonly television: Television;
  /** Its difficulty switches: the left one is worth 1, the right one 2. */
  readonly difficulty: number;
}

/** An Atari 2600 with a cartridge in it, switched on. */
export class AtariConsole {
  readonly #board: Board;
  readonly #contacts: readonly (readonly [Contact, Switch])[];
  readonly #screen: Uint32Array;
  #drawn = false;
  #failure: Error | null = null;

  /**
   * @param parts What it is built from.
   * @param seed Where what its memory holds at first comes from.
   * @throws {RangeError} If the cartridge has no program that could begin.
   */
  constructor(parts: ConsoleParts, seed: number) {
    const { emulator, television, difficulty } = parts;
    const board = this.#board = new emulator.Board({
      tvMode: television.tvMode,
      randomSeed: seed,
      frameStart: FIRST_LINE,
      emulatePaddles: true,
      enableAudio: false,
      pcmAudio: false,
      cpuType: 0,
    }, parts.cartridge());
    const joystick = board.getJoystick0();
    const switches: Record<Contact, Switch> = {
      UP: joystick.getUp(),
      DOWN: joystick.getDown(),
      LEFT: joystick.getLeft(),
      RIGHT: joystick.getRight(),
      FIRE: joystick.getFire(),
    };
    this.#contacts = CONTACTS.map((contact) => [contact, switches[contact]]);
    const screen = this.#screen = new Uint32Array(WIDTH * television.drawn);
    const video = board.getVideoOutput();
    const surface = { getBuffer: () => screen };
    video.setSurfaceFactory(() => surface);
    video.newFrame.addHandler(() => void (this.#drawn = true));

    board.boot();
    const { p: start } = board.getCpu().state;
    if ((start & CARTRIDGE) === 0) {
      const wish = "its program must begin within it";
      const fact = hexadecimal(start);
      throw new RangeError(
        cannot("start a cartridge", wish, fact, "beginning"),
      );
    }
    // A closed switch is for amateurs.
    const panel = board.getControlPanel();
    panel.getDifficultySwitchP0().toggle((difficulty & 1) === 0);
    panel.getDifficultySwitchP1().toggle((difficulty & 2) === 0);
  }

  /** Holds or lets go of the button that begins a game. */
  pressReset(held: boolean): void {
    this.#board.getControlPanel().getResetButton().toggle(held);
  }

  /** Holds these contacts of the joystick closed, and all others open. */
  hold(closed: readonly Contact[]): void {
    for (const [contact, toggled] of this.#contacts) {
      toggled.toggle(closed.includes(contact));
    }
  }

  /**
   * Lets it run until the next picture is drawn.
   *
   * @throws {Error} If the program is none that a 6502 could run, now and ever after.
   */
  runFrame(): void {
    if (this.#failure !== null) throw this.#failure;
    this.#drawn = false;
    try {
      for (let line = 0; line < MOST_LINES && !this.#drawn; line++) {
        this.#board.tick(LINE);
      }
    } catch (error) {
      const { p: next } = this.#board.getCpu().state;
      const wish = "it must hold a program for a 6502";
      const reason = error instanceof Error ? error.message : String(error);
      const fact = `${reason} before ${hexadecimal(next)}`;
      this.#failure = new Error(
        cannot("run a cartridge", wish, fact, "answer"),
        { cause: error },
      );
      throw this.#failure;
    }
  }

  /** Writes down its RAM. */
  readRam(out: Float64Array): void {
    const bus = this.#board.getBus();
    for (let i = 0; i < RAM_SIZE; i++) out[i] = bus.peek(RAM_START + i);
  }

  /** Writes down the picture, a number of 0xBBGGRR for each pixel. */
  readScreen(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.#screen[i]! & 0xffffff;
  }
}

/** As programmers of a 6502 write addresses: `$F000`. */
function hexadecimal(address: number): string {
  return `$${address.toString(16).toUpperCase().padStart(4, "0")}`;
}
