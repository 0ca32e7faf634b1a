import { Box } from "../../core/deps/planck.ts";

/** A rectangle about its middle, with its corners numbered as Box2D does: from the lower left one. */
export function rectangle(halfWidth: number, halfHeight: number): Box {
  const box = new Box(halfWidth, halfHeight);
  // planck begins at the lower right one. Contacts are told apart by these numbers.
  box.m_vertices.unshift(box.m_vertices.pop()!);
  box.m_normals.unshift(box.m_normals.pop()!);
  return box;
}
