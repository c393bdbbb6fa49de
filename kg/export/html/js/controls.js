// Choosing, searching, filtering, and the keyboard.
function choose(id, look = false) {
  if (nodeById.get(id).kind === "more") return;
  state.focus = id;
  network.selectNodes([id], false);
  openPanel(id, (next) => choose(next, true), around, release);
  paint();
  const { x, y } = network.canvasToDOM(nodeById.get(id));
  const room = panel.getBoundingClientRect();
  if (look || (x > room.left - 20 && y > room.top - 20)) network.moveTo({ position: aside(id), animation: { duration: 250 } });
}

// Where to look so that a node is not under the panel.
function aside(id) {
  const node = nodeById.get(id);
  const scale = network.getScale();
  const side = innerWidth > 700;
  return { x: node.x + (side ? 190 / scale : 0), y: node.y + (side ? 0 : (innerHeight * 0.26) / scale) };
}

function release() {
  state.focus = null;
  panel.hidden = true;
  network.unselectAll();
  paint();
}

function around(id) {
  choose(id);
  const near = [...neighbours(id).near].map((n) => nodeById.get(n)).filter(visible);
  const reach = Math.max(60, ...near.map((n) => Math.hypot(n.x - nodeById.get(id).x, n.y - nodeById.get(id).y)));
  const room = Math.min(innerWidth - (innerWidth > 700 ? 400 : 0), innerHeight * (innerWidth > 700 ? 0.8 : 0.4));
  const scale = Math.min(2.2, Math.max(network.getScale(), room / (2.3 * reach)));
  network.moveTo({ position: { x: nodeById.get(id).x, y: nodeById.get(id).y }, scale });
  network.moveTo({ position: aside(id), animation: { duration: 300 } });
}

network.on("click", (event) => {
  tip.hidden = true;
  if (event.nodes.length) choose(event.nodes[0]);
  else if (state.focus !== null) release();
});
network.on("doubleClick", (event) => {
  if (event.nodes.length) around(event.nodes[0]);
  else fit({ duration: 300 });
});

// --- search -------------------------------------------------------------------------------------------------------
const search = byId("search");
const found = byId("found");
const fold = (text) => text.toLowerCase().replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, "");
const INDEX = NODES.filter((node) => node.kind !== "more").map((node) => ({ node, names: [node.name, ...node.aliases], keys: [node.name, ...node.aliases].map(fold) }));
let picked = -1;

function matches(text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const hits = [];
  for (const { node, names, keys } of INDEX) {
    let best = null;
    keys.forEach((key, i) => {
      const at = key.indexOf(wanted);
      if (at < 0) return;
      const rank = (key === wanted ? 0 : at === 0 ? 1 : 2) * 1e6 + (node.kind === "task" ? 5e5 : 0) + key.length;
      if (!best || rank < best.rank) best = { node, name: names[i], rank };
    });
    if (best) hits.push(best);
  }
  return hits.sort((a, b) => a.rank - b.rank).slice(0, 30);
}

function showMatches() {
  picked = -1;
  const hits = matches(search.value);
  found.replaceChildren(...hits.map(({ node, name }, i) => {
    const item = element("li", cut(node.name, 60));
    item.id = `found${i}`;
    item.setAttribute("role", "option");
    item.dataset.id = node.id;
    item.append(element("small", [placeLine(node), name === node.name ? "" : cut(name, 40)].filter(Boolean).join(" · ")));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(node.id); });
    return item;
  }));
  if (!hits.length && fold(search.value)) found.append(element("li", words.ui.no_match));
  found.hidden = !fold(search.value);
  search.setAttribute("aria-expanded", String(!found.hidden));
}

function take(id) {
  closeSearch();
  if (!visible(nodeById.get(id))) resetFilters();
  search.blur();
  around(id);
}

function closeSearch() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
}

search.addEventListener("input", showMatches);
search.addEventListener("focus", showMatches);
search.addEventListener("blur", closeSearch);
search.addEventListener("keydown", (event) => {
  const items = [...found.querySelectorAll("li[data-id]")];
  if (event.key === "Enter" && items.length) take(items[Math.max(0, picked)].dataset.id);
  else if (event.key === "Escape") { search.value = ""; closeSearch(); search.blur(); }
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    picked = Math.max(0, Math.min(items.length - 1, picked + (event.key === "ArrowDown" ? 1 : -1)));
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === picked)));
    if (items[picked]) { items[picked].scrollIntoView({ block: "nearest" }); search.setAttribute("aria-activedescendant", items[picked].id); }
  } else return;
  event.preventDefault();
  event.stopPropagation();
});

// --- legend and filters -------------------------------------------------------------------------------------------
function chip(parent, set, key, text, mark) {
  set.add(key);
  const button = element("button", undefined, "chip");
  button.type = "button";
  button.dataset.key = key;
  button.setAttribute("aria-pressed", "true");
  button.append(mark, element("span", text));
  button.addEventListener("click", () => {
    if (set.has(key)) set.delete(key);
    else set.add(key);
    button.setAttribute("aria-pressed", String(set.has(key)));
    paint();
  });
  parent.append(button);
}

const count = (items, key) => items.reduce((map, item) => map.set(item[key], (map.get(item[key]) || 0) + 1), new Map());
function legend() {
  const kinds = count(NODES, "kind");
  byId("kinds").replaceChildren();
  for (const kind of Object.keys(words.kinds)) {
    if (kinds.has(kind)) chip(byId("kinds"), state.kinds, kind, `${words.kinds[kind]} ${kinds.get(kind)}`, markOfKind(kind));
  }
  const roles = count(EDGES, "role");
  byId("roles").replaceChildren();
  for (const role of Object.keys(words.roles)) {
    if (roles.has(role)) chip(byId("roles"), state.roles, role, words.roles[role], markOfRole(role));
  }
}

function choices(select, values) {
  for (const [value, text] of values) {
    const option = element("option", cut(text, 60));
    option.value = value;
    select.append(option);
  }
  select.hidden = values.length < 2;
}

function filters() {
  const places = [...new Set(NODES.map((node) => node.place))].filter(Boolean).sort();
  choices(byId("place"), places.map((place) => [place, place]));
  const used = docs.map((doc, i) => [String(i), doc]).filter(([i]) => EDGES.some((e) => e.docs.has(+i)) || NODES.some((n) => n.docs.has(+i)));
  choices(byId("instrument"), used.map(([i, doc]) => [i, doc.title]).sort((a, b) => a[1].localeCompare(b[1], "zh")));
  choices(byId("year"), [...new Set(used.map(([, doc]) => doc.year))].filter(Boolean).sort().map((year) => [year, year]));
  for (const key of ["place", "instrument", "year"]) {
    byId(key).addEventListener("change", () => { state[key] = byId(key).value; paint(); });
  }
  byId("lines").addEventListener("change", () => { state.lines = byId("lines").checked; paint(); });
  if (!EDGES.some((edge) => edge.hidden)) byId("lines").parentElement.hidden = true;
  byId("more").addEventListener("click", () => {
    const open = byId("filters").classList.toggle("open");
    byId("more").setAttribute("aria-expanded", String(open));
  });
}

function resetFilters() {
  for (const key of ["place", "instrument", "year"]) byId(key).value = state[key] = "";
  for (const [group, set] of [["kinds", state.kinds], ["roles", state.roles]]) {
    for (const button of byId(group).children) {
      set.add(button.dataset.key);
      button.setAttribute("aria-pressed", "true");
    }
  }
  paint();
}

// --- keyboard -----------------------------------------------------------------------------------------------------
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest visible node in a direction: what lies straight ahead counts as nearer.
function walk([dx, dy]) {
  const all = NODES.filter((node) => node.kind !== "more" && visible(node));
  if (!all.length) return;
  if (state.focus === null) { choose(all.reduce((a, b) => (b.size > a.size ? b : a)).id, true); return; }
  const from = nodeById.get(state.focus);
  let best = null;
  for (const node of all) {
    const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
    const off = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    if (node === from || ahead <= off * 0.5) continue;
    const cost = ahead + 2 * off;
    if (!best || cost < best.cost) best = { node, cost };
  }
  if (best) choose(best.node.id, true);
}

function zoom(factor) {
  network.moveTo({ scale: Math.max(0.03, Math.min(5, network.getScale() * factor)) });
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const inPanel = panel.contains(event.target);
  if (event.key === "/") search.focus();
  else if (event.key === "Escape") { release(); box.focus(); }
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else if (STEPS[event.key] && !inPanel) walk(STEPS[event.key]);
  else if (event.key === "Enter" && event.target === box && state.focus !== null) { around(state.focus); panel.querySelector("button").focus(); }
  else return;
  event.preventDefault();
});
byId("in").addEventListener("click", () => zoom(1.3));
byId("out").addEventListener("click", () => zoom(1 / 1.3));
byId("fit").addEventListener("click", () => fit({ duration: 250 }));

function retheme(name) {
  root.dataset.theme = name;
  for (const holder of document.querySelectorAll(".chip")) {
    const kind = holder.parentElement.id === "kinds";
    holder.firstChild.replaceWith((kind ? markOfKind : markOfRole)(holder.dataset.key));
  }
  paint();
}
byId("theme").addEventListener("click", () => retheme(root.dataset.theme === "dark" ? "light" : "dark"));
wantsDark.addEventListener("change", () => retheme(wantsDark.matches ? "dark" : "light"));
