import type { Dynamics } from "../description.ts";
import type { BufferOf, Space } from "../spaces/space.ts";
import { spaceBuffer } from "../spaces/space_buffer.ts";

/**
 * Shows what an environment lets see in another form.
 *
 * @param space What is seen inside.
 * @param write Writes down the other form of it.
 * @returns The `dynamics` of a wrapper.
 */
export function observeThrough<Inner extends Space, Outer extends Space>(
  space: Inner,
  write: (seen: BufferOf<Inner>, out: BufferOf<Outer>) => void,
): (
  inner: Pick<Dynamics<Space, Inner>, "observe">,
) => Pick<Dynamics<Space, Outer>, "observe"> {
  return ({ observe }) => {
    const seen = spaceBuffer(space, 1);
    return {
      observe(state, out) {
        observe(state, seen);
        write(seen, out);
      },
    };
  };
}
