/** Where the cartridge keeps what it knows: places in RAM, from 0 on. */
export const PLACE = {
  score: 0,
  lives: 1,
  color: 2,
  joystick: 3,
  panel: 4,
  resets: 5,
  frames: 6,
  /** Never written, so it holds what it held when the console was switched on. */
  untouched: 7,
} as const;

/** Bytes of a program; a text is a place, `"name:"`, how far a branch there is, `"name"`, or its address, `">name"`. */
type Source = readonly (number | string)[];

const ORIGIN = 0xf000;
const RESET_VECTOR = 0xffc;
const [SCORE, LIVES, COLOR, JOYSTICK, PANEL, RESETS, FRAMES] = [
  0x80,
  0x81,
  0x82,
  0x83,
  0x84,
  0x85,
  0x86,
] as const;

/** Waits until so many lines have ended. */
function waitLines(lines: number, name: string): Source {
  return [
    ...[0xa2, lines], //       LDX #lines
    `${name}:`,
    ...[0x85, 0x02], //        STA WSYNC
    0xca, //                   DEX
    ...[0xd0, name], //        BNE name
  ];
}

/**
 * A game, if not a good one: who points to the right earns a point each frame, who fires
 * loses a life, and who points up makes it run into an instruction that there is not.
 */
const PROGRAM: Source = [
  0x78, //                     SEI
  0xd8, //                     CLD
  ...[0xa2, 0xff], //          LDX #$FF
  0x9a, //                     TXS
  ...[0xa9, 0x00], //          LDA #0
  ...[0x85, SCORE], //         STA SCORE
  ...[0x85, COLOR], //         STA COLOR
  ...[0x85, RESETS], //        STA RESETS
  ...[0x85, FRAMES], //        STA FRAMES
  ...[0x85, LIVES], //         STA LIVES      nobody plays before a reset

  "frame:", // 3 lines of vertical sync, 37 of black
  ...[0xa9, 0x02], //          LDA #2
  ...[0x85, 0x01], //          STA VBLANK
  ...[0x85, 0x02], //          STA WSYNC
  ...[0x85, 0x00], //          STA VSYNC
  ...waitLines(3, "sync"),
  ...[0xa9, 0x00], //          LDA #0
  ...[0x85, 0x00], //          STA VSYNC
  ...waitLines(37, "blank"),

  // 96 lines of a colour that changes with each frame, 96 of white
  ...[0xa9, 0x00], //          LDA #0
  ...[0x85, 0x01], //          STA VBLANK
  ...[0xa5, COLOR], //         LDA COLOR
  ...[0x85, 0x09], //          STA COLUBK
  ...waitLines(96, "upper"),
  ...[0xa9, 0x0e], //          LDA #$0E
  ...[0x85, 0x09], //          STA COLUBK
  ...waitLines(96, "lower"),
  ...[0xa9, 0x02], //          LDA #2
  ...[0x85, 0x01], //          STA VBLANK

  ...[0xe6, COLOR], //         INC COLOR
  ...[0xe6, COLOR], //         INC COLOR
  ...[0xe6, FRAMES], //        INC FRAMES
  ...[0xad, 0x80, 0x02], //    LDA SWCHA      bit 7: right, 6: left, 5: down, 4: up; 0 is held
  ...[0x85, JOYSTICK], //      STA JOYSTICK
  ...[0x30, "notRight"], //    BMI notRight
  ...[0xe6, SCORE], //         INC SCORE
  "notRight:",
  ...[0x29, 0x10], //          AND #$10
  ...[0xd0, "notUp"], //       BNE notUp
  0x02, //                     an instruction that there is not
  "notUp:",
  ...[0xa5, 0x0c], //          LDA INPT4      bit 7: 0 if the button is held
  ...[0x30, "notFire"], //     BMI notFire
  ...[0xc6, LIVES], //         DEC LIVES
  "notFire:",
  ...[0xad, 0x82, 0x02], //    LDA SWCHB      bit 0: 0 if reset is held, 6 and 7: difficulty
  ...[0x85, PANEL], //         STA PANEL
  ...[0x29, 0x01], //          AND #1
  ...[0xd0, "notReset"], //    BNE notReset
  ...[0x85, SCORE], //         STA SCORE      which is 0 now
  ...[0x85, COLOR], //         STA COLOR
  ...[0xe6, RESETS], //        INC RESETS
  ...[0xa9, 0x03], //          LDA #3
  ...[0x85, LIVES], //         STA LIVES
  "notReset:",
];

/** Puts a program into a cartridge of 4096 bytes, which begins with it. */
function assemble(source: Source): Uint8Array {
  const rom = new Uint8Array(0x1000);
  const places = new Map<string, number>();
  const view = new DataView(rom.buffer);
  const targets: (readonly [from: number, to: string])[] = [];
  let at = 0;
  for (const each of source) {
    if (typeof each === "number") rom[at++] = each;
    else if (each.endsWith(":")) places.set(each.slice(0, -1), at);
    else {
      targets.push([at, each]);
      at += each.startsWith(">") ? 2 : 1;
    }
  }
  for (const [from, to] of targets) {
    if (to.startsWith(">")) {
      view.setUint16(from, ORIGIN + places.get(to.slice(1))!, true);
    } else rom[from] = places.get(to)! - from - 1;
  }
  view.setUint16(RESET_VECTOR, ORIGIN, true);
  return rom;
}

/** A new copy of the cartridge that tests play; 262 lines are an NTSC frame, 312 a PAL frame. */
export function testCartridge(lines = 262): Uint8Array {
  return assemble([
    ...PROGRAM,
    ...waitLines(lines - 233, "over"),
    ...[0x4c, ">frame"], //    JMP frame
  ]);
}
