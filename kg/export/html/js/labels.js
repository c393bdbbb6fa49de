// Names on the canvas: of readable height at any zoom, the most important first, none over another.
const CLOSEST = 24;  // a name's largest height on the screen
const SMALLEST = 11.5;
const measured = new Map();
let hovered = null;

function widthOf(ctx, line) {
  if (!measured.has(line)) {
    ctx.font = `100px ${FONT}`;
    measured.set(line, ctx.measureText(line).width / 100);
  }
  return measured.get(line);
}

const NAMED = NODES.filter((node) => node.label && !node.box)
  .sort((a, b) => (b.font || 0) - (a.font || 0) || b.size - a.size || (a.id < b.id ? -1 : 1));
const BULKY = NODES.filter((node) => node.kind !== "task" && node.kind !== "more" && !node.box);

function clash(boxes, [x0, y0, x1, y1]) {
  return boxes.some(([a0, b0, a1, b1]) => x0 < a1 && a0 < x1 && y0 < b1 && b0 < y1);
}

network.on("afterDrawing", (ctx) => {
  const scale = network.getScale();
  const { x: cx, y: cy } = network.getViewPosition();
  const [halfW, halfH] = [box.clientWidth / 2 / scale, box.clientHeight / 2 / scale];
  const near = state.focus === null ? null : neighbours(state.focus).near;
  const at = (id) => network.body.nodes[id];
  const taken = [];
  for (const disc of discs) {
    if (!disc.label) continue;
    const title = titleOf(disc);
    const half = (title.size * title.text.length) / 2;
    taken.push([title.x - half, title.y - title.size, title.x + half, title.y + title.size * 0.2]);
  }
  // Discs of nodes are not written over, but for very small ones.
  for (const node of BULKY) {
    const { x, y, options: drawn } = at(node.id);
    if (!drawn.hidden && node.size * scale > 4) taken.push([x - node.size * 0.8, y - node.size * 0.8, x + node.size * 0.8, y + node.size * 0.8]);
  }
  const first = NAMED.filter((node) => node.id === state.focus || node.id === hovered);
  const second = near === null ? [] : NAMED.filter((node) => near.has(node.id) && !first.includes(node));
  const rest_ = near === null ? NAMED.filter((node) => !first.includes(node)) : [];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const node of [...first, ...second, ...rest_]) {
    const { x, y, options: drawn } = at(node.id);
    if (drawn.hidden || Math.abs(x - cx) > halfW + 60 / scale || Math.abs(y - cy) > halfH + 60 / scale) continue;
    const size = Math.min(CLOSEST, Math.max(SMALLEST, node.font * scale)) / scale;
    const lines = node.label.split("\n");
    const wide = Math.max(...lines.map((line) => widthOf(ctx, line))) * size;
    const high = lines.length * size * 1.2;
    const reach = node.size + 3 / scale;
    const places = node.kind === "more" ? [[x, y]] : [
      [x, y + reach + high / 2], [x, y - reach - high / 2], [x + reach + wide / 2, y], [x - reach - wide / 2, y],
    ];
    const boxed = ([px, py]) => [px - wide / 2, py - high / 2, px + wide / 2, py + high / 2];
    const must = first.includes(node) || node.kind === "more";
    // Small things far away have no name: a picture full of names says nothing.
    if (!must && near === null && node.font * scale < 5.2 && node.size * scale < 4) continue;
    const place = places.find((p) => !clash(taken, boxed(p))) || (must ? places[0] : null);
    if (!place) continue;
    taken.push(boxed(place));
    ctx.font = `${node.font >= 23 ? 600 : 400} ${size}px ${FONT}`;
    ctx.strokeStyle = theme().paper;
    ctx.lineWidth = 3.2 / scale;
    ctx.fillStyle = node.kind === "more" ? colour(node.c) : theme().ink;
    lines.forEach((line, i) => {
      const py = place[1] + (i - (lines.length - 1) / 2) * size * 1.2;
      ctx.globalAlpha = 0.85;
      ctx.strokeText(line, place[0], py);
      ctx.globalAlpha = 1;
      ctx.fillText(line, place[0], py);
    });
  }
});
network.on("hoverNode", (event) => { hovered = event.node; });
network.on("blurNode", () => { hovered = null; });
