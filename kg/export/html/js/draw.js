// The network on its canvas: nodes and lines in the colours of the theme, what is hidden, what is faint.
const state = { focus: null, kinds: new Set(), roles: new Set(), place: "", instrument: "", year: "", lines: false };
const FAINT = 0.1;
const READABLE = 0.85;
const CROWD = 60;  // so many lines two steps away are drawn faintly
const labelOf = (node) => node.label || "";

function lookOfNode(node, faint) {
  const main = colour(node.c);
  const look = { id: node.id, label: node.box ? node.label : undefined, opacity: faint ? FAINT : 1 };
  const solid = { background: main, border: main };
  look.color = HOLLOW.has(node.kind) ? { background: theme().paper, border: main } : solid;
  look.color.highlight = look.color.hover = { background: look.color.background, border: theme().ink };
  look.borderWidth = HOLLOW.has(node.kind) ? 1.4 : 0;
  if (node.box) {
    look.font = { size: node.font, color: faint ? theme().ghost : theme().ink, face: FONT, align: "left" };
    look.color = { background: theme().paper, border: main, highlight: { background: theme().paper, border: theme().ink }, hover: { background: theme().paper, border: theme().ink } };
    look.borderWidth = 1;
  }
  return look;
}

function lookOfEdge(edge, on, step = 1, crowd = false) {
  const strength = edge.count ? Math.min(7, 0.6 + Math.sqrt(edge.count) * 0.55) : edge.home ? 0.8 : 0.9;
  const opacity = state.focus !== null ? (step === 2 && crowd ? 0.1 : 0.85) : edge.hidden ? 0.14 : edge.home ? 0.45 : edge.role === "shared" ? 0.32 : 0.55;
  return {
    id: edge.id, hidden: !on, width: strength, dashes: (!edge.home && DASHES[edge.role]) || false,
    color: { color: roleColour(edge.role), highlight: roleColour(edge.role), hover: roleColour(edge.role), opacity, inherit: false },
  };
}

const nodes = new vis.DataSet(NODES.map((node) => {
  const made = { ...lookOfNode(node, false), x: node.x, y: node.y, shape: node.shape, size: node.size };
  if (node.box) Object.assign(made, { shape: "box", widthConstraint: { minimum: node.box, maximum: node.box }, margin: 5 });
  return made;
}));
const edges = new vis.DataSet(EDGES.map((edge) => ({
  ...lookOfEdge(edge, !edge.hidden), from: edge.from, to: edge.to,
  arrows: edge.arrow ? { to: { enabled: true, scaleFactor: 0.45 } } : "",
  smooth: edge.role === "shared" ? { enabled: true, type: "curvedCW", roundness: 0.12 } : false,
  font: { size: 11, face: FONT, align: "middle" },
})));
options.nodes.font.face = FONT;
const box = byId("network");
const network = new vis.Network(box, { nodes, edges }, options);
box.querySelector(".vis-network").tabIndex = -1;  // the box itself takes the keyboard

network.on("beforeDrawing", (ctx) => {
  for (const disc of discs) {
    ctx.beginPath();
    ctx.arc(disc.x, disc.y, disc.r, 0, 2 * Math.PI);
    ctx.globalAlpha = theme().ground;
    ctx.fillStyle = colour(disc.c);
    ctx.fill();
    ctx.globalAlpha = 1;
    if (disc.label) paintText(ctx, { ...titleOf(disc), c: disc.c });
  }
  for (const caption of captions) paintText(ctx, caption);
});

function titleOf(disc) {
  const size = Math.max(26, Math.min(disc.r / 5, 19 / network.getScale()));
  return { text: disc.label, size, x: disc.x, y: disc.y - disc.r - size * 0.45, align: "center" };
}

function paintText(ctx, { text, size, x, y, c, align }) {
  if (align === "right") size = Math.max(size, 12 / network.getScale());  // headings of rows
  ctx.font = `600 ${size}px ${FONT}`;
  ctx.fillStyle = colour(c);
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  text.split("\n").forEach((line, i) => ctx.fillText(line, x, y + i * size * 1.3));
}

// --- extent -------------------------------------------------------------------------------------------------------
function extent() {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const grow = (x0, x1, y0, y1) => {
    left = Math.min(left, x0); right = Math.max(right, x1); top = Math.min(top, y0); bottom = Math.max(bottom, y1);
  };
  for (const disc of discs) grow(disc.x - disc.r, disc.x + disc.r, disc.y - disc.r - (disc.label ? disc.r / 5 : 0), disc.y + disc.r);
  for (const node of NODES) {
    const lines = labelOf(node).split("\n");
    const wide = node.box ? node.box / 2 + 8 : Math.max(node.size, (Math.max(...lines.map((l) => l.length)) * (node.font || 0)) / 2);
    grow(node.x - wide, node.x + wide, node.y - node.size, node.y + node.size + (node.box ? 4 : lines.length * (node.font || 0) * 1.2));
  }
  for (const { text, size, x, y, align } of captions) {
    const wide = Math.max(...text.split("\n").map((l) => l.length)) * size;
    grow(align === "right" ? x - wide : x, align === "right" ? x : x + wide, y - size, y + size);
  }
  return { left, right, top, bottom };
}
const EXTENT = extent();

// The whole picture between header and legend.
function fit(animation = false) {
  if (!NODES.length) return;
  const { left, right, top, bottom } = EXTENT;
  const above = document.querySelector("header").getBoundingClientRect().bottom + 22;
  const below = innerHeight - byId("legend").getBoundingClientRect().top + 24;
  const whole = Math.min((innerWidth - 36) / (right - left), Math.max(120, innerHeight - above - below) / (bottom - top), 2);
  const scale = NODES.some((node) => node.box) ? Math.max(whole, READABLE) : whole;
  const shift = (below - above) / 2 / scale;
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + shift };
  // Text in boxes is no use when it cannot be read: then the beginning shows.
  if (scale > whole) {
    if ((right - left) * scale > innerWidth - 36) position.x = left + (innerWidth / 2 - 18) / scale;
    if ((bottom - top) * scale > innerHeight - above - below) position.y = top + (innerHeight / 2 - above) / scale;
  }
  network.moveTo({ position, scale, animation });
}

// --- what belongs together, what is filtered ----------------------------------------------------------------------
function neighbours(id) {
  const near = new Set([id]);
  const lines = new Map();  // line -> how many steps away
  for (const edge of edgesOf.get(id)) {
    if (!state.roles.has(edge.role)) continue;
    lines.set(edge.id, 1);
    near.add(edge.from).add(edge.to);
  }
  if (nodeById.get(id).kind !== "task") {
    // Of a body's or an official's tasks also those who share them, and how.
    for (const task of [...near].filter((n) => nodeById.get(n).kind === "task")) {
      for (const edge of edgesOf.get(task)) {
        if (!state.roles.has(edge.role) || edge.role === "in") continue;
        near.add(edge.from);
        if (!lines.has(edge.id)) lines.set(edge.id, 2);
      }
    }
  }
  return { near, lines };
}

function admits(item) {
  if (!state.instrument && !state.year) return true;
  return [...item.docs].some((d) =>
    (!state.instrument || d === +state.instrument) && (!state.year || docs[d].year === state.year));
}

function visible(node) {
  if (node.kind === "more") return visible(nodeById.get(node.near) || node.self || { kind: "", facts: [], docs: new Set(), place: "" });
  return state.kinds.has(node.kind) && (!state.place || node.place === state.place) && admits(node);
}

function paint() {
  const chosen = state.focus === null ? null : neighbours(state.focus);
  const crowd = chosen !== null && chosen.lines.size - edgesOf.get(state.focus).length > CROWD;
  const shown = new Set();
  nodes.update(NODES.map((node) => {
    const on = visible(node);
    if (on) shown.add(node.id);
    const faint = chosen !== null && !chosen.near.has(node.id);
    return { ...lookOfNode(node, faint), hidden: !on };
  }));
  edges.update(EDGES.map((edge) => {
    const on = shown.has(edge.from) && shown.has(edge.to) && state.roles.has(edge.role) && admits(edge) &&
      (chosen ? chosen.lines.has(edge.id) : state.lines || !edge.hidden);
    return lookOfEdge(edge, on, chosen ? chosen.lines.get(edge.id) : 1, crowd);
  }));
}
