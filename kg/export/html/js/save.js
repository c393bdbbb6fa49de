// Shapes as SVG for the legend and for export, and the two exports.
const SVG = "http://www.w3.org/2000/svg";
const COLOUR_OF_KIND = new Map();
for (const node of NODES) {
  const same = COLOUR_OF_KIND.get(node.kind) ?? node.c;
  COLOUR_OF_KIND.set(node.kind, same === node.c ? node.c : -2);  // -2: a kind of several colours
}

function svg(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

const round = (n) => Math.round(n * 10) / 10;
const CORNERS = {
  diamond: [4, 0], triangle: [3, 0], triangleDown: [3, Math.PI], hexagon: [6, Math.PI / 6], square: [4, Math.PI / 4],
};

function shape(kind, x, y, size, fillColour, border, width) {
  const look = { fill: fillColour, stroke: border, "stroke-width": width };
  if (!CORNERS[kind]) return svg("circle", { cx: round(x), cy: round(y), r: round(size), ...look });
  const [corners, turn] = CORNERS[kind];
  const reach = kind === "square" ? size * Math.SQRT2 : size;
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / corners;
    return `${round(x + reach * Math.cos(angle))},${round(y + reach * Math.sin(angle))}`;
  });
  return svg("polygon", { points: points.join(" "), ...look });
}

function markOfKind(kind) {
  const mark = svg("svg", { width: 16, height: 16, "aria-hidden": true });
  const of = NODES.find((node) => node.kind === kind);
  const main = colour(COLOUR_OF_KIND.get(kind));
  const small = kind === "task";
  mark.append(shape(of.box ? "square" : of.shape, 8, 8, small ? 4.5 : 6.5, HOLLOW.has(kind) ? theme().paper : main, main, HOLLOW.has(kind) ? 1.5 : 0));
  return mark;
}

function markOfRole(role) {
  const mark = svg("svg", { width: 18, height: 16, "aria-hidden": true });
  mark.append(svg("line", { x1: 1, x2: 17, y1: 8, y2: 8, stroke: roleColour(role), "stroke-width": 2, "stroke-dasharray": (DASHES[role] || []).join(" ") }));
  return mark;
}

function textLines(parent, text, x, y, size, paint_, anchor, weight) {
  text.split("\n").forEach((line, i) => {
    const look = { x: round(x), y: round(y + i * size * 1.25), "font-size": size, fill: paint_, "text-anchor": anchor, "font-weight": weight };
    if (anchor === "middle" && weight === 400) Object.assign(look, { stroke: theme().paper, "stroke-width": 3, "paint-order": "stroke" });
    parent.append(svg("text", look, line));
  });
}

function asSvg() {
  const { left, right, top, bottom } = EXTENT;
  const head = (right - left) / 45;
  const view = [left - 30, top - 30 - 4 * head, right - left + 60, bottom - top + 60 + 4 * head].map(round);
  const out = svg("svg", { xmlns: SVG, viewBox: view.join(" "), "font-family": FONT.replace(/"/g, "'") });
  out.append(svg("title", {}, rest.title));
  out.append(svg("rect", { x: view[0], y: view[1], width: view[2], height: view[3], fill: theme().paper }));
  textLines(out, rest.title, view[0] + 30, view[1] + 2 * head, round(head * 1.3), theme().ink, "start", 650);
  textLines(out, rest.note, view[0] + 30, view[1] + 3.4 * head, round(head * 0.8), theme().ink, "start", 401);
  for (const disc of discs) {
    out.append(svg("circle", { cx: disc.x, cy: disc.y, r: disc.r, fill: colour(disc.c), "fill-opacity": theme().ground }));
    const size = Math.max(26, disc.r / 9);
    if (disc.label) textLines(out, disc.label, disc.x, disc.y - disc.r - size * 0.4, round(size), colour(disc.c), "middle", 600);
  }
  for (const { text, size, x, y, c, align } of captions) textLines(out, text, x, y, size, colour(c), align === "right" ? "end" : "start", 600);
  const at = new Map(NODES.map((node) => [node.id, network.getPosition(node.id)]));
  for (const edge of edges.get({ filter: (e) => !e.hidden })) {
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    out.append(svg("line", {
      x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y), stroke: edge.color.color, "stroke-width": round(edge.width),
      "stroke-opacity": edge.color.opacity, "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none",
    }));
  }
  for (const look of nodes.get({ filter: (n) => !n.hidden })) {
    const node = nodeById.get(look.id);
    const { x, y } = at.get(look.id);
    const group = svg("g", { opacity: look.opacity });
    if (node.box) {
      group.append(svg("rect", { x: round(x - node.box / 2), y: round(y - 13), width: node.box, height: 26, rx: 4, fill: theme().paper, stroke: look.color.border }));
      textLines(group, look.label, x - node.box / 2 + 6, y + 4.5, look.font.size, theme().ink, "start", 400);
    } else {
      group.append(shape(node.shape, x, y, node.size, look.color.background, look.color.border, look.borderWidth));
      if (node.label) textLines(group, node.label, x, y + (node.kind === "more" ? 4 : node.size + node.font), node.font, theme().ink, "middle", 400);
    }
    group.append(svg("title", {}, node.name));
    out.append(group);
  }
  // What XML does not allow must not make the file unreadable.
  return new XMLSerializer().serializeToString(out).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

function asCanvas() {
  const seen = box.querySelector("canvas");
  const out = document.createElement("canvas");
  const ratio = seen.width / box.clientWidth;
  const head = 64 * ratio;
  [out.width, out.height] = [seen.width, seen.height + head];
  const ctx = out.getContext("2d");
  ctx.fillStyle = theme().paper;
  ctx.fillRect(0, 0, out.width, out.height);
  ctx.drawImage(seen, 0, head);
  ctx.fillStyle = theme().ink;
  ctx.font = `650 ${20 * ratio}px ${FONT}`;
  ctx.fillText(cut(rest.title, 60), 20 * ratio, 30 * ratio);
  ctx.font = `${13 * ratio}px ${FONT}`;
  ctx.fillText(rest.note, 20 * ratio, 52 * ratio);
  return out;
}

function save(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${rest.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
byId("png").addEventListener("click", () => asCanvas().toBlob((blob) => save(blob, "png"), "image/png"));
byId("svg").addEventListener("click", () => save(new Blob([asSvg()], { type: "image/svg+xml" }), "svg"));
