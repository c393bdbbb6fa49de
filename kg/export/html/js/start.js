legend();
filters();
// The legend takes as many lines as its words need: what stands above it gives way.
const room = byId("legend").getBoundingClientRect();
root.style.setProperty("--below", `${Math.round(innerHeight - room.top)}px`);
if (!NODES.length) byId("note").textContent = rest.facts.length || rest.view !== "overview" ? words.ui.empty_view : words.ui.empty;
paint();
fit();
addEventListener("resize", () => { if (state.focus === null) fit(); });
network.once("afterDrawing", () => { document.body.dataset.ms = Math.round(performance.now()); document.body.dataset.ready = "true"; });
network.redraw();
// For the page's own tests, and for whoever looks at it with the developer tools.
window.kg = { network, nodes, edges, all: { nodes: NODES, edges: EDGES, discs, facts, quotes, docs }, state, choose, release, matches, asSvg, asCanvas, retheme };
