/** What has a colour of its own. */
export type Tint =
  | "player"
  | "ground"
  | "rock"
  | "edge"
  | "door"
  | "pellet"
  | "scared"
  | "scaredFace"
  | "recovering"
  | "recoveringFace"
  | "eye"
  | "pupil"
  | "worth"
  | "ready"
  | "stalk"
  | "fruit"
  | "light"
  | "score";

/**
 * Colours as 0xRRGGBB. The player's three parts have a sum of 448, by which the
 * book's preprocessing finds her; those of no other colour have.
 */
export const COLORS: Readonly<Record<Tint, number>> = Object.freeze({
  player: 0xd2a44a,
  ground: 0x142068,
  rock: 0x5c3f9c,
  edge: 0xb08ee8,
  door: 0xd89ac0,
  pellet: 0xf2e2b8,
  scared: 0x2a6cff,
  scaredFace: 0xf2d6c4,
  recovering: 0xeceef4,
  recoveringFace: 0xd04070,
  eye: 0xf4f4fa,
  pupil: 0x20246c,
  worth: 0x7ce8f4,
  ready: 0xf0d040,
  stalk: 0x58a838,
  fruit: 0xd83468,
  light: 0xf8b8c8,
  score: 0xf2e2b8,
});

/** Chaser, ambusher, flanker and the shy one. */
export const GHOST_COLORS: readonly number[] = Object.freeze(
  [0xea4858, 0xe484e0, 0x46d2c8, 0x86cc50],
);
