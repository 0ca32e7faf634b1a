export {
  type Body,
  type BodyDef,
  Box,
  type Contact,
  Edge,
  type FixtureProxy,
  Polygon,
  RevoluteJoint,
  type Vec2Value,
  World,
} from "npm:planck@1.5.0";
