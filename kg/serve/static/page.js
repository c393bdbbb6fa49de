// The query editor, and the list of questions that fills it.
"use strict";

const endpoint = new URL("/sparql", location.href).href;
Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
const editor = new Yasgui(document.getElementById("editor"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [] },
  populateFromUrl: false,
  persistenceId: null,
});

function ask(question) {
  const tab = editor.getTab() || editor.addTab(true);
  tab.setName(question.name);
  tab.setQuery(question.text);
  tab.query().catch(() => {});
}

async function list() {
  const answer = await fetch("/questions");
  const items = document.querySelector("#questions ol");
  for (const question of await answer.json()) {
    const button = document.createElement("button");
    button.textContent = question.zh;
    button.dataset.name = question.name;
    const english = document.createElement("small");
    english.textContent = question.en;
    button.append(english);
    button.addEventListener("click", () => ask(question));
    const item = document.createElement("li");
    item.append(button);
    items.append(item);
  }
  document.body.dataset.ready = "true";
}

list();
