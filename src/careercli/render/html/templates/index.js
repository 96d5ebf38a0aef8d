(() => {
  "use strict";
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const field = document.getElementById("filter");
  const found = document.getElementById("found");
  const groups = [...document.querySelectorAll(".group")].map(element => ({
    element,
    entries: [...element.querySelectorAll("li")].map(entry => ({ element: entry, text: fold(entry.textContent) })),
  }));
  const parts = [...document.querySelectorAll("section")];
  const navs = [...document.querySelectorAll(".toc")];
  const total = groups.reduce((sum, group) => sum + group.entries.length, 0);
  const show = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      let here = 0;
      for (const { element, text } of group.entries) {
        element.hidden = !words.every(word => text.includes(word));
        here += element.hidden ? 0 : 1;
      }
      group.element.hidden = !here;
      count += here;
    }
    for (const part of parts) part.hidden = !part.querySelector(".group:not([hidden])");
    for (const nav of navs) nav.hidden = words.length > 0;
    found.textContent = words.length ? `${count.toLocaleString("en")} of ${total.toLocaleString("en")}` : "";
  };
  document.querySelector(".filter").hidden = false;
  field.addEventListener("input", show);
  show();
})();
