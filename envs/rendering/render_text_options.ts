/** How large a picture made of text is, and whether it is coloured. */
export interface RenderTextOptions {
  /** How many characters wide it is, unless `rows` makes it narrower. @default {60} */
  readonly columns?: number;
  /** How many lines high it is at most. @default {Infinity} */
  readonly rows?: number;
  /** Whether to colour it with escape codes, for terminals that understand them. @default {false} */
  readonly color?: boolean;
}
