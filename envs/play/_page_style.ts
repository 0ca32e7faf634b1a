/** How the page looks. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; }
body {
  margin: 0 auto; padding: 1rem; max-width: 60rem; text-align: center;
  font: 1rem/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums;
}
h1 { margin: 0 0 0.5rem; font-size: 1.25rem; }
p { margin: 0.5rem 0; }
#picture { display: flex; justify-content: center; }
#picture > * { max-width: 100%; width: auto; height: min(70vh, 40rem); }
canvas { image-rendering: pixelated; }
#notice { min-height: 1.4em; white-space: pre-wrap; }
#keys { list-style: none; margin: 0; padding: 0; }
#keys > li { display: inline-block; margin: 0.25rem 0.75rem; }
kbd {
  padding: 0.1rem 0.4rem; border: 1px solid GrayText; border-radius: 0.25rem;
  font: inherit;
}
[hidden] { display: none !important; }
`;
