import type { ScenePoint, SceneShape } from "../rendering/scene.ts";
import { LANDER } from "./_lander_state.ts";
import { VIEW } from "./_view.ts";

const STARS = 70;
const STREAKS = 7;
/** Multiples of the golden ratio fall evenly; squares times another one fall anywhere. */
const GOLDEN = 0.6180339887;
const PLASTIC = 0.7548776662;

/** Stars, the earth in the distance, and wind as streaks of dust. */
export function skyShapes(state: Float64Array): SceneShape[] {
  const shapes: SceneShape[] = [];
  for (let i = 1; i <= STARS; i++) {
    const center: ScenePoint = [
      (i * GOLDEN) % 1 * VIEW.width,
      (i * i * PLASTIC) % 1 * VIEW.height * 0.8,
    ];
    const near = i % 9 === 0;
    shapes.push({
      kind: "circle",
      center,
      radius: near ? 1.3 : 0.8,
      fill: near ? "#ffffff" : i % 2 === 0 ? "#8c97c4" : "#5c6796",
    });
  }
  shapes.push(
    { kind: "circle", center: [508, 66], radius: 30, fill: "#3d7fc4" },
    {
      kind: "polygon",
      points: [
        [490, 50],
        [504, 44],
        [514, 54],
        [506, 64],
        [510, 78],
        [498, 84],
        [
          486,
          70,
        ],
      ],
      fill: "#5aa867",
    },
    {
      kind: "polygon",
      points: [[520, 60], [532, 54], [537, 66], [528, 82], [519, 74]],
      fill: "#5aa867",
    },
    { kind: "circle", center: [522, 58], radius: 30, fill: "#0b1026" },
  );
  const wind = state[LANDER.wind]!;
  for (let i = 1; wind !== 0 && i <= STREAKS; i++) {
    const x = (i * PLASTIC) % 1 * VIEW.width;
    const y = (i * GOLDEN) % 1 * VIEW.height / 2 + 20;
    shapes.push({
      kind: "line",
      from: [x, y],
      to: [x + 6 * wind, y],
      width: 1.5,
      stroke: "#46518a",
    });
  }
  return shapes;
}
