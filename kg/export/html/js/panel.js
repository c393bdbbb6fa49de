// What a node says and where it was read: a tip on hover, a panel on click.
const tip = byId("tip");
const panel = byId("panel");
const FIRST = 6;

function kindWord(node) {
  return words.kinds[node.kind] || "";
}

function placeLine(node) {
  return [kindWord(node), node.place || (node.kind === "instrument" ? "" : words.ui.unknown), node.year].filter(Boolean).join(" · ");
}

function quoteOf(fact) {
  const [text, file, line] = quotes[fact[2]];
  return { text, where: `${file}:${line}` };
}

function showTip(event, build) {
  tip.replaceChildren(...build());
  tip.hidden = false;
  const { x, y } = event.pointer.DOM;
  const room = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, x + 18 + room.width > innerWidth ? x - room.width - 14 : x + 18)}px`;
  tip.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - room.height - 8))}px`;
}

function tipOfNode(node) {
  if (node.kind === "more") return [element("strong", fill(words.ui.left_out, +node.name.slice(1)))];
  const parts = [element("strong", cut(node.name, 160)), element("p", placeLine(node), "where")];
  const tally = new Map();
  for (const edge of edgesOf.get(node.id)) {
    const key = roleWord(edge.role);
    tally.set(key, (tally.get(key) || 0) + 1);
  }
  if (node.kind === "task") {
    for (const role of ["lead", "responsible", "support", "overseer"]) {
      const who = edgesOf.get(node.id).filter((e) => e.role === role).map((e) => nodeById.get(e.from).aliases[0] || nodeById.get(e.from).name);
      if (who.length) parts.push(element("p", `${roleWord(role)}：${cut([...new Set(who)].join("、"), 120)}`));
    }
  } else if (tally.size) {
    parts.push(element("p", [...tally].map(([word, n]) => `${word} ${n}`).join(" · ")));
  }
  return [...parts, ...tipOfQuote(node)];
}

function tipOfQuote(item) {
  if (!item.facts.length) return [];
  const { text, where } = quoteOf(facts[item.facts[0]]);
  return [element("blockquote", cut(text, 160)), element("p", where, "where")];
}

function tipOfEdge(edge) {
  const [from, to] = [nodeById.get(edge.from), nodeById.get(edge.to)];
  const word = edge.word ? `${roleWord(edge.role)} · ${edge.word}` : roleWord(edge.role);
  const parts = [element("strong", word), element("p", `${cut(from.name, 60)} — ${cut(to.name, 60)}`)];
  if (edge.count) parts.push(element("p", fill(words.ui.tasks, edge.count), "where"));
  return [...parts, ...tipOfQuote(edge)];
}

network.on("hoverNode", (event) => showTip(event, () => tipOfNode(nodeById.get(event.node))));
network.on("hoverEdge", (event) => {
  const edge = edgeById.get(event.edge);
  const label = edge.word || (edge.count ? `${roleWord(edge.role)} ${edge.count}` : roleWord(edge.role));
  edges.update({ id: edge.id, label, font: { color: theme().ink, strokeColor: theme().paper, strokeWidth: 3 } });
  showTip(event, () => tipOfEdge(edge));
});
network.on("blurEdge", (event) => { edges.update({ id: event.edge, label: "" }); });
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => { tip.hidden = true; });

// --- panel --------------------------------------------------------------------------------------------------------
function linkTo(node, go) {
  const button = element("button", cut((node.kind === "task" || node.kind === "instrument" ? node.name : node.aliases[0] || node.name), 40), "to");
  button.type = "button";
  button.title = cut(node.name, 200);
  button.dataset.id = node.id;
  button.addEventListener("click", () => go(node.id));
  return button;
}

function listed(parent, items, build, first) {
  items.slice(0, first).forEach((item) => parent.append(build(item)));
  if (items.length <= first) return;
  const button = element("button", fill(words.ui.more, items.length - first), "rest");
  button.type = "button";
  button.addEventListener("click", () => {
    button.replaceWith(...items.slice(first).map(build));
  });
  parent.append(button);
}

function panelNeighbours(node, go) {
  const groups = new Map();
  for (const edge of edgesOf.get(node.id)) {
    const out = edge.from === node.id;
    const key = `${out || edge.role === "shared" ? "" : "← "}${roleWord(edge.role)}`;
    if (!groups.has(key)) groups.set(key, new Map());
    const other = nodeById.get(out ? edge.to : edge.from);
    groups.get(key).set(other.id, Math.max(edge.count || edge.times || 0, groups.get(key).get(other.id) || 0));
  }
  if (!groups.size) return;
  panel.append(element("h3", words.ui.neighbours));
  const rank = Object.values(words.roles);
  const order = ([word]) => rank.indexOf(word.replace("← ", ""));
  for (const [word, others] of [...groups].sort((a, b) => order(a) - order(b))) {
    const row = element("div", undefined, "row");
    row.append(element("span", `${word} ${others.size}`, "role"));
    const sorted = [...others].sort((a, b) => b[1] - a[1]).map(([id]) => nodeById.get(id));
    listed(row, sorted, (other) => linkTo(other, go), 12);
    panel.append(row);
  }
}

function panelFact(index) {
  const fact = facts[index];
  const { text, where } = quoteOf(fact);
  const made = element("div", undefined, "fact");
  made.append(element("p", fact[0]), element("blockquote", text));
  made.append(element("p", `${where} · ${cut(docs[fact[3]].title, 70)}`, "where"));
  return made;
}

function openPanel(id, go, around, shut) {
  const node = nodeById.get(id);
  panel.replaceChildren();
  const close = element("button", "✕", "close");
  close.type = "button";
  close.setAttribute("aria-label", words.ui.close);
  close.addEventListener("click", shut);
  panel.append(close, element("h2", cut(node.name, 400)), element("p", placeLine(node), "where"));
  if (node.aliases.length && node.kind !== "task") {
    panel.append(element("p", `${words.ui.also}：${node.aliases.slice(0, 12).map((name) => cut(name, 60)).join("、")}`, "where"));
  }
  const acts = element("div", undefined, "acts");
  const centre = element("button", words.ui.centre, "act");
  centre.type = "button";
  centre.addEventListener("click", () => around(id));
  acts.append(centre);
  if (node.page) {
    const link = element("a", words.ui.page, "act");
    link.href = node.page;
    link.target = "_top";
    acts.append(link);
  }
  panel.append(acts);
  panelNeighbours(node, go);
  const groups = new Map();
  for (const i of node.facts.filter((f) => admits({ docs: new Set([facts[f][3]]) }))) {
    const type = facts[i][1];
    if (!groups.has(type)) groups.set(type, []);
    groups.get(type).push(i);
  }
  for (const [type, found] of groups) {
    panel.append(element("h3", `${words.facts[type] || type} ${found.length}`));
    listed(panel, found, panelFact, FIRST);
  }
  if (node.cut) panel.append(element("p", fill(words.ui.cut, node.cut), "where"));
  panel.hidden = false;
  panel.scrollTop = 0;
}
