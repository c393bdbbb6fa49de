// The page's data and its look. All text of documents reaches the page through textContent or the canvas, never as
// HTML.
const { nodes: NODES, edges: EDGES, words, options, rest } = JSON.parse(document.getElementById("data").textContent);
const { discs, captions, facts, quotes, docs } = rest;
const byId = (id) => document.getElementById(id);
const FONT = getComputedStyle(document.body).fontFamily;

// Distinguishable for most kinds of colour vision (after Paul Tol's "bright" and "muted" schemes).
const THEMES = {
  light: {
    palette: ["#4477aa", "#cc5566", "#228833", "#aa7722", "#4a93a8", "#aa3377", "#666666", "#117733"],
    ink: "#1f2933", paper: "#fbfbf9", ghost: "rgba(31,41,51,.16)", ground: 0.07,
    roles: { lead: "#33475b", responsible: "#c9822b", support: "#5f9e6e", overseer: "#8a96a3", shared: "#7189a3", bad: "#c23b3b", plain: "#8a96a3", basis: "#4477aa" },
  },
  dark: {
    palette: ["#7fb0e6", "#f08a97", "#6cc47c", "#dcae5a", "#7fc8db", "#dd82b8", "#b0b6bd", "#62c08b"],
    ink: "#e6e9ec", paper: "#14181d", ghost: "rgba(230,233,236,.16)", ground: 0.1,
    roles: { lead: "#b9c7d6", responsible: "#e5a75c", support: "#85c596", overseer: "#8c99a6", shared: "#8ba4bf", bad: "#ef7d7d", plain: "#8c99a6", basis: "#7fb0e6" },
  },
};
const root = document.documentElement;
const wantsDark = matchMedia("(prefers-color-scheme: dark)");
root.dataset.theme = wantsDark.matches ? "dark" : "light";
const theme = () => THEMES[root.dataset.theme];
const colour = (c) => (c === -2 ? theme().roles.plain : c < 0 ? theme().ink : theme().palette[c]);

const DASHES = { support: [5, 4], overseer: [2, 3], mentions: [2, 3], in: [1, 3], dismissed: [4, 4], vice_chair: false };
const COLOUR_OF_ROLE = {
  lead: "lead", responsible: "responsible", support: "support", overseer: "overseer", shared: "shared",
  basis: "basis", forwards: "support", amends: "responsible", repeals: "bad", mentions: "plain",
  chair: "lead", vice_chair: "responsible", lead_org: "lead", member_org: "support", office_at: "basis", office_head: "basis",
  holds: "shared", appointed: "support", dismissed: "bad",
};
const roleColour = (role) => theme().roles[COLOUR_OF_ROLE[role] || "plain"];
const roleWord = (role) => words.roles[role] || role;

// A page that is higher than wide has its islands one below the other.
if (innerWidth < 700 && innerHeight > innerWidth) {
  for (const thing of [...NODES, ...discs]) {
    const [dx, dy] = rest.upright[thing.i] || [0, 0];
    thing.x += dx;
    thing.y += dy;
  }
}

const nodeById = new Map(NODES.map((node) => [node.id, node]));
const edgeById = new Map(EDGES.map((edge) => [edge.id, edge]));
const edgesOf = new Map(NODES.map((node) => [node.id, []]));
for (const edge of EDGES) {
  edgesOf.get(edge.from).push(edge);
  edgesOf.get(edge.to).push(edge);
}
const HOLLOW = new Set(["task", "group", "more"]);
const docsOf = (item) => {
  const found = new Set(item.facts.map((i) => facts[i][3]));
  if (item.doc >= 0) found.add(item.doc);
  return found;
};
for (const item of [...NODES, ...EDGES]) item.docs = docsOf(item);

function fill(pattern, n) {
  return pattern.replace("{n}", n.toLocaleString("en"));
}

function cut(text, length) {
  const points = Array.from(text);
  return points.length > length ? points.slice(0, length - 1).join("") + "…" : text;
}

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (name) made.className = name;
  return made;
}
