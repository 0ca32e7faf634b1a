import { SOCKET_PATH } from "./_admit.ts";
import { SPEEDS } from "./_message.ts";
import { PAGE_SCRIPT } from "./_page_script.ts";
import { PAGE_STYLE } from "./_page_style.ts";

/**
 * The page, with nothing in it that is not ours, and nothing allowed that is not in it.
 *
 * @param host By which name it was asked for, with the port.
 * @returns The answer to the request.
 */
export function pageResponse(host: string): Response {
  const nonce = crypto.getRandomValues(new Uint8Array(16)).toBase64();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src ws://${host}${SOCKET_PATH}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(page(nonce), {
    headers: {
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}

function page(nonce: string): string {
  const speeds = SPEEDS.map((speed) =>
    `<option value="${speed}"${
      speed === 1 ? " selected" : ""
    }>${speed}×</option>`
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Play</title>
<style nonce="${nonce}">${PAGE_STYLE}</style>
<h1 id="title"></h1>
<main id="picture" role="img" aria-label="The game"></main>
<p id="score"></p>
<p id="notice" role="status">Connecting …</p>
<p id="buttons">
<button id="pause" type="button">Pause</button>
<button id="restart" type="button">New game</button>
<label id="pace">Speed <select id="speed">${speeds.join("")}</select></label>
</p>
<ul id="keys" aria-label="Keys"></ul>
<script nonce="${nonce}">${PAGE_SCRIPT}</script>
</html>
`;
}
