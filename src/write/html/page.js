// Filters and sorts the tables of the page. Whatever the page says, it says without this.
"use strict";
// As many rows as stand together in the lists as they come.
const TOGETHER = 50;
for (const form of document.querySelectorAll("form.find")) {
  const table = document.getElementById(form.dataset.table);
  const count = form.querySelector(".count");
  const word = form.querySelector("input");
  const order = form.querySelector(".order");
  const choices = [...form.querySelectorAll("select[data-parts]")];
  const groups = [...table.tBodies].filter((group) => !group.matches(".sum"));
  let sorted = [];

  // What each row holds is looked up once; its whole text when there is time, or when somebody searches before.
  const rows = [];
  for (const group of groups) {
    for (const row of group.querySelectorAll(".r")) {
      const held = choices.map((choice) => new Set([...row.querySelectorAll(choice.dataset.parts)].map((part) => part.textContent)));
      rows.push({ row, home: group, group, held, text: null });
    }
  }
  choices.forEach((choice, number) => {
    if (choice.options.length > 1) return;
    const values = new Set(rows.flatMap(({ held }) => [...held[number]]));
    for (const value of values) choice.add(new Option(value, value));
  });

  const text = (item) => (item.text ??= item.row.textContent.toLowerCase());
  (self.requestIdleCallback ?? setTimeout)(() => rows.forEach(text));

  const filter = () => {
    const words = word.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    const filled = new Map();
    for (const item of rows) {
      let fits = choices.every((choice, number) => !choice.value || item.held[number].has(choice.value));
      if (fits && words.length) fits = words.every((part) => text(item).includes(part));
      if (item.row.hidden === fits) item.row.hidden = !fits;
      if (fits) {
        shown += 1;
        filled.set(item.group, (filled.get(item.group) ?? 0) + 1);
      }
    }
    for (const group of [...groups, ...sorted]) {
      group.hidden = !filled.has(group);
      // How high a group out of sight is taken to be.
      group.style.setProperty("--rows", filled.get(group) ?? 0);
    }
    table.classList.toggle("filtered", shown < rows.length);
    count.textContent = form.dataset.count.replace("%n", shown).replace("%a", rows.length);
  };

  const sort = () => {
    const key = order.value;
    const number = ({ row }) => Number(row.dataset[key] ?? 0);
    const name = ({ row }) => row.dataset.name;
    const wanted = [...rows];
    if (key === "name") wanted.sort((one, next) => name(one).localeCompare(name(next), document.documentElement.lang));
    else if (key) wanted.sort((one, next) => number(next) - number(one));
    // Sorted rows stand in groups of their own, no larger than those of the list.
    sorted.forEach((group) => group.remove());
    sorted = [];
    wanted.forEach((item, index) => {
      if (key && index % TOGETHER === 0) {
        sorted.push(document.createElement("tbody"));
        sorted.at(-1).setAttribute("role", "rowgroup");
      }
      item.group = key ? sorted.at(-1) : item.home;
      item.group.append(item.row);
    });
    groups[0].before(...sorted);
    filter();
  };

  // A link to a row that is filtered away brings all rows back.
  addEventListener("hashchange", () => {
    const target = document.querySelector(":target");
    if (target && table.contains(target) && target.closest("[hidden]")) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  });
  form.addEventListener("input", (event) => (event.target === order ? sort() : filter()));
  form.addEventListener("reset", () => setTimeout(sort));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}
