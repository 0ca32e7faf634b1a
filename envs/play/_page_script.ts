import { SOCKET_PATH } from "./_admit.ts";

/** What the page does: it shows what it is sent, and tells of keys and buttons. */
export const PAGE_SCRIPT: string = `"use strict";
const find = (id) => document.getElementById(id);
const socket = new WebSocket("ws://" + location.host + "${SOCKET_PATH}");
socket.binaryType = "arraybuffer";
const tell = (message) => {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
};

let hello;
let view;
let pixels;
let failed = false;

socket.onmessage = ({ data }) => {
  if (typeof data !== "string") { pixels = data; return; }
  const message = JSON.parse(data);
  if (message.kind === "hello") greet(message);
  if (message.kind === "failed") fail(message.message);
  if (message.kind === "view") {
    view = message;
    requestAnimationFrame(show);
  }
};
socket.onclose = () => fail("The connection has ended. Load the page again to play again.");

function greet(message) {
  hello = message;
  document.title = find("title").textContent = hello.id;
  find("pause").hidden = find("pace").hidden = hello.waits;
  find("keys").replaceChildren(...hello.keys.map(({ keys, action }) => {
    const item = document.createElement("li");
    for (const key of keys) {
      const name = document.createElement("kbd");
      name.textContent = key;
      item.append(name, " ");
    }
    item.append(action);
    return item;
  }));
}

async function show() {
  const { score, paused, svg } = view;
  const picture = svg === null ? await canvasOf(pixels) : drawingOf(svg);
  find("picture").replaceChildren(picture);
  find("score").textContent = "game " + score.game + ", step " + score.steps +
    ", return " + Number(score.total.toPrecision(6));
  find("pause").textContent = paused ? "Go on" : "Pause";
  if (!failed) find("notice").textContent = noticeOf(score, paused);
  tell({ kind: "shown" });
}

function noticeOf(score, paused) {
  if (score.over) {
    return hello.names.length > 0
      ? "The game is over. Enter begins the next one."
      : "The game is over.";
  }
  if (paused) return "Paused";
  return hello.waits && score.steps === 0 ? "Your turn: each key is a step." : "";
}

function drawingOf(svg) {
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return document.importNode(drawing, true);
}

const canvas = document.createElement("canvas");

async function canvasOf(png) {
  const image = await createImageBitmap(new Blob([png], { type: "image/png" }));
  if (canvas.width !== image.width || canvas.height !== image.height) {
    canvas.width = image.width;
    canvas.height = image.height;
  }
  canvas.getContext("2d").drawImage(image, 0, 0);
  image.close();
  return canvas;
}

function fail(message) {
  if (failed) return;
  failed = true;
  find("notice").textContent = message;
  for (const id of ["pause", "restart", "speed"]) find(id).disabled = true;
}

const restart = () => tell({ kind: "restart" });
find("restart").onclick = ({ target }) => { restart(); target.blur(); };
find("pause").onclick = ({ target }) => {
  tell({ kind: "pause", paused: !view.paused });
  target.blur();
};
find("speed").onchange = ({ target }) => {
  tell({ kind: "speed", speed: Number(target.value) });
  target.blur();
};

/** What was pressed: with Shift, the same key has another name when it goes up. */
const down = new Map();

addEventListener("keydown", (event) => {
  if (!hello || event.ctrlKey || event.metaKey || event.altKey) return;
  // Whoever goes from button to button with the keyboard can press them.
  if (event.target !== document.body) return;
  if (hello.names.includes(event.key)) {
    event.preventDefault();
    down.set(event.code, event.key);
    if (hello.waits || !event.repeat) tell({ kind: "press", key: event.key });
  } else if (event.key === "Enter" && view.score.over) restart();
});
addEventListener("keyup", ({ code }) => {
  if (down.has(code)) tell({ kind: "release", key: down.get(code) });
  down.delete(code);
});
addEventListener("blur", () => {
  down.clear();
  tell({ kind: "release all" });
});
`;
