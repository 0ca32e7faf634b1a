import { label } from "../rendering/label.ts";
import { rectangle } from "../rendering/rectangle.ts";
import type {
  Scene,
  SceneColor,
  ScenePoint,
  SceneShape,
} from "../rendering/scene.ts";
import type { DeliveryTown } from "./_delivery_town.ts";

/** What can be seen of a fleet of trucks. */
export interface DeliveryFleetView {
  /** How many orders came in time. */
  readonly delivered: number;
  /** How many did not. */
  readonly late: number;
  /** Each truck, with the road it is on. */
  readonly trucks: readonly TruckView[];
  /** Each order there may be. */
  readonly orders: readonly OrderView[];
}

interface TruckView {
  readonly from: number;
  readonly to: number;
  /** How many minutes of the road are left. */
  readonly minutes: number;
}

interface OrderView {
  readonly isOpen: boolean;
  /** Which truck has it; below 0 if none. */
  readonly truck: number;
  readonly depot: number;
  readonly customer: number;
  readonly minutesLeft: number;
}

const WIDTH = 600;
const HEIGHT = 440;
const MINUTE = 50; // pixels
const PARCEL = 14;

const GRASS = "#dbe7cf";
const ROAD = "#8b929c";
const MARKING = "#e9ebee";
const DEPOT = "#596275";
const WALL = "#fbf6ea";
const ROOF = "#b5533c";
const INK = "#2d3138";
const CABIN = "#2f6fb0";
const BED = "#c9d3df";
const PARCELS: readonly SceneColor[] = [
  "#e07a1f",
  "#8e44ad",
  "#1e9e74",
  "#d13b5c",
  "#b08d00",
  "#2b6cb0",
];

/** The town, the trucks, and each order in its own colour: its parcel, and the minutes left at the customer's. */
export function deliveryFleetScene(
  town: DeliveryTown,
  { delivered, late, trucks, orders }: DeliveryFleetView,
): Scene {
  const at = (place: number): ScenePoint => {
    const { x, y } = town.places[place]!;
    return [x * MINUTE, y * MINUTE];
  };
  const roads = (width: number, stroke: SceneColor) =>
    town.roads.map(([from, to]): SceneShape => ({
      kind: "line",
      from: at(from),
      to: at(to),
      width,
      stroke,
    }));
  const where = ({ from, to, minutes }: TruckView): ScenePoint => {
    const left = minutes === 0 ? 0 : minutes / town.minutes(from, to);
    const [[x, y], [endX, endY]] = [at(from), at(to)];
    return [endX + (x - endX) * left, endY + (y - endY) * left];
  };
  const parcels = orders.flatMap((order, i): SceneShape[] => {
    if (!order.isOpen) return [];
    const fill = PARCELS[i % PARCELS.length]!;
    const aboard = order.truck >= 0;
    const before = orders.slice(0, i).filter((other) =>
      other.isOpen && other.truck === order.truck &&
      (aboard || other.depot === order.depot)
    ).length;
    const visits = orders.slice(0, i).filter((other) =>
      other.isOpen && other.customer === order.customer
    ).length;
    const [x, y] = aboard
      ? beside(where(trucks[order.truck]!), -24 + 15 * before, -14)
      : beside(at(order.depot), -30 + 17 * before, -44);
    return [
      polygon(rectangle(x, y, PARCEL, PARCEL), fill),
      ...label(String(order.minutesLeft), {
        at: beside(at(order.customer), -20 + 30 * visits, 34),
        size: 16,
        fill,
      }),
    ];
  });
  return {
    width: WIDTH,
    height: HEIGHT,
    background: GRASS,
    shapes: [
      ...roads(18, ROAD),
      ...roads(2, MARKING),
      ...town.places.flatMap(({ isDepot }, place) =>
        isDepot ? depot(at(place)) : house(at(place))
      ),
      ...trucks.flatMap((truck) => lorry(where(truck))),
      ...parcels,
      ...label(`${delivered} in time, ${late} late`, {
        at: [WIDTH / 2, HEIGHT - 22],
        size: 18,
        fill: INK,
      }),
    ],
  };
}

function polygon(points: readonly ScenePoint[], fill: SceneColor): SceneShape {
  return { kind: "polygon", points, fill };
}

function beside([x, y]: ScenePoint, right: number, down: number): ScenePoint {
  return [x + right, y + down];
}

function depot([x, y]: ScenePoint): SceneShape[] {
  return [
    polygon(rectangle(x - 34, y - 26, 68, 52), DEPOT),
    ...[-24, 4].map((right) =>
      polygon(rectangle(x + right, y - 8, 20, 34), BED)
    ),
  ];
}

function house([x, y]: ScenePoint): SceneShape[] {
  return [
    polygon(rectangle(x - 18, y - 10, 36, 30), WALL),
    polygon([[x - 24, y - 10], [x, y - 30], [x + 24, y - 10]], ROOF),
    polygon(rectangle(x - 5, y + 4, 10, 16), ROOF),
  ];
}

function lorry([x, y]: ScenePoint): SceneShape[] {
  return [
    polygon(rectangle(x - 28, y, 46, 12), BED),
    polygon(rectangle(x + 18, y - 12, 16, 24), CABIN),
    ...[-16, 22].map((right): SceneShape => ({
      kind: "circle",
      center: [x + right, y + 14],
      radius: 6,
      fill: INK,
    })),
  ];
}
