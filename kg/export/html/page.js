"use strict";
// Draws the network and answers hover, click and double click. All text of documents reaches the page through
// textContent or the canvas, never as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words, quotes } = data;
  const ROLE = {
    lead: { color: "#33475b", dashes: false },
    responsible: { color: "#c9822b", dashes: false },
    support: { color: "#5f9e6e", dashes: [5, 4] },
    overseer: { color: "#9aa5b1", dashes: [2, 3] },
  };
  const FONT = getComputedStyle(document.body).fontFamily;
  const FAINT = 0.1;
  data.options.nodes.font.face = FONT;

  const nodeById = new Map(data.nodes.map((node) => [node.id, node]));
  const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    const own = edge.home ? { opacity: 0.45, width: 0.8 } : { opacity: 0.6, width: edge.width || 0.7 };
    Object.assign(edge, { width: own.width, dashes: edge.home ? false : ROLE[edge.role].dashes });
    edge.color = { color: ROLE[edge.role].color, opacity: own.opacity, inherit: false };
    edgesOf.get(edge.from).push(edge);
    edgesOf.get(edge.to).push(edge);
  }

  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge })));
  const box = document.getElementById("network");
  const network = new vis.Network(box, { nodes, edges }, data.options);

  network.on("beforeDrawing", (ctx) => {
    for (const disc of data.discs) {
      ctx.beginPath();
      ctx.arc(disc.x, disc.y, disc.r, 0, 2 * Math.PI);
      ctx.globalAlpha = 0.07;
      ctx.fillStyle = disc.color;
      ctx.fill();
      ctx.globalAlpha = 1;
      if (!disc.label) continue;
      const size = Math.max(26, Math.min(disc.r / 6, 20 / network.getScale()));
      ctx.font = `600 ${size}px ${FONT}`;
      ctx.fillStyle = disc.color;
      ctx.textAlign = "center";
      ctx.fillText(disc.label, disc.x, disc.y - disc.r - size * 0.45);
    }
  });

  // The whole picture between header and legend, with room for the places' names above their discs.
  function fit(animation = false) {
    if (!data.discs.length) return;
    const edge = (pick, grow) => pick(...data.discs.map(grow));
    const left = edge(Math.min, (d) => d.x - d.r), right = edge(Math.max, (d) => d.x + d.r);
    const top = edge(Math.min, (d) => d.y - d.r), bottom = edge(Math.max, (d) => d.y + d.r);
    const above = document.querySelector("header").getBoundingClientRect().bottom + 34;
    const below = innerHeight - document.getElementById("legend").getBoundingClientRect().top + 10;
    const scale = Math.min((innerWidth - 40) / (right - left), (innerHeight - above - below) / (bottom - top));
    const shift = (below - above) / 2 / scale;
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + shift }, scale, animation });
  }

  // --- what belongs together ------------------------------------------------------------------------------------
  const shared = document.getElementById("shared");
  let focus = null;

  function neighbours(id) {
    const near = new Set([id]);
    const lines = new Set();
    for (const edge of edgesOf.get(id)) {
      lines.add(edge.id);
      near.add(edge.from).add(edge.to);
    }
    if (nodeById.get(id).kind !== "task") {
      // Of a body's or an official's tasks also those who share them, and how.
      for (const task of [...near].filter((n) => nodeById.get(n).kind === "task")) {
        for (const edge of edgesOf.get(task)) {
          near.add(edge.from);
          lines.add(edge.id);
        }
      }
    }
    return { near, lines };
  }

  function paint() {
    const chosen = focus === null ? null : neighbours(focus);
    nodes.update(data.nodes.map((node) => ({
      id: node.id,
      opacity: !chosen || chosen.near.has(node.id) ? 1 : FAINT,
      font: { ...node.font, color: !chosen || chosen.near.has(node.id) ? (node.font || {}).color : "rgba(31,41,51,.18)" },
    })));
    edges.update(data.edges.map((edge) => {
      const on = chosen ? chosen.lines.has(edge.id) : shared.checked || !edge.hidden;
      const opacity = chosen ? 0.9 : edge.hidden ? 0.12 : edge.color.opacity;
      return { id: edge.id, hidden: !on, color: { ...edge.color, opacity } };
    }));
  }

  network.on("click", (event) => {
    focus = event.nodes.length ? event.nodes[0] : null;
    paint();
  });
  network.on("doubleClick", (event) => {
    if (event.nodes.length) {
      network.focus(event.nodes[0], { scale: 1.6, animation: { duration: 400 } });
    } else {
      fit({ duration: 400 });
    }
  });
  shared.addEventListener("change", paint);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { focus = null; network.unselectAll(); paint(); }
  });

  // --- what it says and where it was read -----------------------------------------------------------------------
  const tip = document.getElementById("tip");

  function add(tag, text, name) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    tip.append(element);
  }

  function cut(text, length) {
    const points = Array.from(text);
    return points.length > length ? points.slice(0, length - 1).join("") + "…" : text;
  }

  function plain(node) {
    return node.label.replace(/\n/g, "");
  }

  function quote(index) {
    const { text, file, line } = quotes[index];
    add("blockquote", cut(text.replace(/\s+/g, " "), 220));
    add("p", `${file}:${line}`, "where");
  }

  function names(id, role) {
    const found = edgesOf.get(id).filter((edge) => edge.role === role).map((edge) => plain(nodeById.get(edge.from)));
    return [...new Set(found)].join("、");
  }

  function describe(node) {
    if (node.kind === "task") {
      add("strong", cut(node.text, 160));
      for (const role of Object.keys(ROLE)) {
        const who = names(node.id, role);
        if (who) add("p", `${words.roles[role]}：${who}`);
      }
      node.quotes.forEach(quote);
      return;
    }
    add("strong", cut(node.full || plain(node), 160));
    add("p", node.place || words.unknown, "where");
    if (node.kind === "body") {
      const parts = Object.entries(node.counts).filter(([, n]) => n);
      add("p", parts.map(([role, n]) => `${words.roles[role]} ${n}`).join(" · "));
    } else {
      const tasks = edgesOf.get(node.id).filter((edge) => nodeById.get(edge.to).kind === "task");
      add("p", `${words.roles.overseer} ${new Set(tasks.map((edge) => edge.to)).size} ${words.tasks}`);
    }
    const first = edgesOf.get(node.id).find((edge) => edge.quote !== undefined);
    if (first) quote(first.quote);
  }

  function describeEdge(edge) {
    const [from, to] = [nodeById.get(edge.from), nodeById.get(edge.to)];
    add("strong", `${plain(from)} · ${words.roles[edge.role]}`);
    add("p", to.kind === "task" ? cut(to.text, 120) : `${plain(to)}：${edge.count} ${words.tasks}`);
    if (edge.quote !== undefined) quote(edge.quote);
  }

  function show(event, fill) {
    tip.replaceChildren();
    fill();
    tip.hidden = false;
    const { x, y } = event.pointer.DOM;
    const room = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, x + 18 + room.width > innerWidth ? x - room.width - 14 : x + 18)}px`;
    tip.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - room.height - 8))}px`;
  }

  const edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));
  network.on("hoverNode", (event) => show(event, () => describe(nodeById.get(event.node))));
  network.on("hoverEdge", (event) => show(event, () => describeEdge(edgeById.get(event.edge))));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
    network.on(event, () => { tip.hidden = true; });
  }

  if (!data.nodes.length) document.getElementById("note").textContent = words.empty;
  fit();
  network.once("afterDrawing", () => { document.body.dataset.ready = "true"; });
  network.redraw();
  // For the page's own tests, and for whoever looks at it with the developer tools.
  window.kg = { network, nodes, edges, data, focus: (id) => { focus = id; paint(); } };
})();
