// The query editor, and the list of questions that fills it.
"use strict";

const endpoint = new URL("/sparql", location.href).href;
Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
Yasgui.Yasqe.defaults.value = `# 请选左侧的问题，或在此写 SPARQL。 Choose a question on the left, or write SPARQL here.
PREFIX gov: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?body ?text WHERE {
  ?task a gov:Task ; gov:text ?text ; gov:leadBody/skos:prefLabel ?body .
} LIMIT 10
`;
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
  tab.getYasr().plugins.table.persistentConfig.compact = true; // 3, not "3"^^<http://…#integer>
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
    const parameters = Object.entries(question.parameters).map(([name, what]) => `?${name}: ${what}`);
    // A parameter is bound in the pattern itself, as kg query --param does it.
    if (parameters.length) button.title = `WHERE { VALUES ?x { "…" } …\n${parameters.join("\n")}`;
    button.addEventListener("click", () => ask(question));
    const item = document.createElement("li");
    item.append(button);
    items.append(item);
  }
  document.body.dataset.ready = "true";
}

list();
