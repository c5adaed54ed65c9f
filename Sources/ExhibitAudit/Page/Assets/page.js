"use strict";
// What a reader without this script misses: copying, choosing, saving, and the keys. Nothing is fetched or sent.
(() => {
  const said = document.getElementById("said");
  const say = (text) => { said.textContent = text; };
  const tools = document.getElementById("tools");
  const runs = [...document.querySelectorAll("article.run")];
  tools.hidden = false;

  const copy = async (node) => {
    const text = node.firstChild.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without leave to write to the clipboard, what was chosen is copied as by hand.
      const range = document.createRange();
      range.selectNodeContents(node.firstChild);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      document.execCommand("copy");
    }
    say(`copied ${node.dataset.copy}: ${text.slice(0, 12)}…`);
  };
  for (const node of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "copy";
    button.setAttribute("aria-label", `copy ${node.dataset.copy}`);
    button.addEventListener("click", () => copy(node));
    node.after(button);
  }

  const filters = [...document.querySelectorAll("button.filter")];
  const choose = (word) => {
    for (const button of filters) button.setAttribute("aria-pressed", String(button.dataset.filter === word));
    let count = 0;
    for (const node of document.querySelectorAll("[data-words]")) {
      node.hidden = word !== "" && !node.dataset.words.split(" ").includes(word);
      if (!node.hidden && node.matches("article")) count += 1;
    }
    say(word === "" ? "" : `${count} of ${runs.length} shown`);
  };
  for (const button of filters) button.addEventListener("click", () => choose(button.dataset.filter));
  // A link to what is not chosen shows all again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.closest("[hidden]")) { choose(""); target.scrollIntoView(); }
  });

  document.getElementById("save-json").addEventListener("click", () => {
    const text = document.getElementById("exhibit-report").textContent;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text, "\n"], { type: "application/json" }));
    link.download = "exhibit-report.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say("saved exhibit-report.json");
  });

  const step = (direction) => {
    const shown = runs.filter((run) => !run.hidden);
    const here = shown.indexOf(document.activeElement?.closest("article.run"));
    const next = here < 0 ? (direction > 0 ? 0 : shown.length - 1) : here + direction;
    const run = shown[Math.max(0, Math.min(shown.length - 1, next))];
    if (!run) return;
    run.focus({ preventScroll: true });
    run.scrollIntoView({ block: "start" });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "j" || event.key === "J") step(1);
    else if (event.key === "k" || event.key === "K") step(-1);
    else return;
    event.preventDefault();
  });
})();
