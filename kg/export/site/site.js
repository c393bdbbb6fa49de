"use strict";
// Search over all names of the atlas, without a network. Text reaches the page through textContent.
(() => {
  const up = document.body.dataset.up;
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const fold = (text) => text.toLowerCase().replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, "");
  const index = window.kgNames.map(([name, others, what, to]) => ({ name, what, to, all: [name, ...others], keys: [name, ...others].map(fold) }));
  let picked = -1;

  function matches(wanted) {
    const hits = [];
    for (const entry of index) {
      let best = null;
      entry.keys.forEach((key, i) => {
        const at = key.indexOf(wanted);
        const rank = (key === wanted ? 0 : at === 0 ? 1000 : 2000) + key.length;
        if (at >= 0 && (!best || rank < best.rank)) best = { ...entry, as: entry.all[i], rank };
      });
      if (best) hits.push(best);
    }
    return hits.sort((a, b) => a.rank - b.rank).slice(0, 40);
  }

  const go = (to) => { location.href = up + to; };

  function show() {
    picked = -1;
    const wanted = fold(search.value);
    const hits = wanted ? matches(wanted) : [];
    found.replaceChildren(...hits.map((hit, i) => {
      const item = document.createElement("li");
      item.id = `found${i}`;
      item.setAttribute("role", "option");
      item.dataset.to = hit.to;
      item.textContent = hit.as.slice(0, 90);
      const what = document.createElement("small");
      what.textContent = hit.as === hit.name ? hit.what : `${hit.what} · ${hit.name.slice(0, 60)}`;
      item.append(what);
      item.addEventListener("mousedown", () => go(hit.to));
      return item;
    }));
    if (wanted && !hits.length) {
      const none = document.createElement("li");
      none.textContent = search.dataset.none;
      found.append(none);
    }
    found.hidden = !wanted;
    search.setAttribute("aria-expanded", String(!found.hidden));
  }

  search.addEventListener("input", show);
  search.addEventListener("blur", () => { found.hidden = true; });
  search.addEventListener("keydown", (event) => {
    const items = [...found.querySelectorAll("li[data-to]")];
    if (event.key === "Enter" && items.length) go(items[Math.max(0, picked)].dataset.to);
    if (event.key === "Escape") search.blur();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    picked = Math.max(0, Math.min(items.length - 1, picked + (event.key === "ArrowDown" ? 1 : -1)));
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === picked)));
    if (items[picked]) { search.setAttribute("aria-activedescendant", items[picked].id); items[picked].scrollIntoView({ block: "nearest" }); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.matches("input")) { event.preventDefault(); search.focus(); }
  });
})();
