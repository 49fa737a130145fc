// Makes the reading screen easier where there is JavaScript; every thing it does has a plain link or form too.
"use strict";
(() => {
  const reading = document.querySelector("[data-reading]");
  const lit = new Set();
  const clear = () => { lit.forEach((element) => element.classList.remove("on")); lit.clear(); };
  const light = (keys) => {
    clear();
    keys.forEach((key) => {
      document.querySelectorAll(`[data-facts~="${key}"], [data-fact="${key}"]`).forEach((element) => { element.classList.add("on"); lit.add(element); });
    });
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element, block) => element && element.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });

  if (reading) {
    const facts = reading.querySelector(".facts");
    const over = (event) => {
      const fact = event.target.closest("[data-fact]");
      const words = event.target.closest("[data-facts]");
      if (fact) light([fact.dataset.fact]);
      else if (words) light(words.dataset.facts.split(" ").slice(0, 1));
      else clear();
    };
    reading.addEventListener("mouseover", over);
    reading.addEventListener("focusin", over);
    reading.addEventListener("click", (event) => {
      const title = event.target.closest(".fact-title");
      if (title) {
        const key = title.closest("[data-fact]").dataset.fact;
        light([key]);
        show(document.getElementById(`t${key}`), "center");
        event.preventDefault();
        history.replaceState(null, "", `#t${key}`);
        return;
      }
      const words = event.target.closest("[data-facts]");
      if (words && String(getSelection()) === "") {
        const key = words.dataset.facts.split(" ")[0];
        const row = document.getElementById(`f${key}`);
        if (row) { row.closest("details").open = true; light([key]); show(row, "nearest"); }
      }
    });
    if (/^#f\d+$/.test(location.hash)) {
      const row = document.querySelector(location.hash);
      if (row) { row.closest("details").open = true; light([row.dataset.fact]); row.scrollIntoView({ block: "center" }); }
    }
    facts.querySelectorAll("a[data-at]").forEach((link) => {
      link.hidden = false;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const at = Number(link.dataset.at);
        const lines = [...reading.querySelectorAll("[data-start]")].filter((line) => Number(line.dataset.start) <= at);
        const line = lines[lines.length - 1];
        if (line) { clear(); line.classList.add("on"); lit.add(line); show(line, "center"); }
      });
    });

    // Selected words can become a fact.
    const sheet = reading.querySelector(".sheet");
    let picker = null;
    const offset = (line, node, at) => {
      const range = document.createRange();
      range.setStart(line, 0);
      range.setEnd(node, at);
      return Number(line.dataset.start) + [...range.toString()].length;
    };
    document.addEventListener("selectionchange", () => { if (picker && String(getSelection()) === "") { picker.remove(); picker = null; } });
    sheet.addEventListener("mouseup", () => setTimeout(() => {
      const selection = getSelection();
      const words = String(selection).trim();
      if (picker) { picker.remove(); picker = null; }
      if (!reading.dataset.add || words.length < 2 || !selection.rangeCount) return;
      const range = selection.getRangeAt(0);
      const line = range.startContainer.parentElement.closest("[data-start]");
      if (!line) return;
      const start = offset(line, range.startContainer, range.startOffset);
      picker = document.createElement("div");
      picker.className = "picker";
      picker.setAttribute("role", "group");
      reading.querySelectorAll("[data-add-kind]").forEach((link) => {
        const choice = document.createElement("a");
        const query = new URLSearchParams({ words, start: String(start) });
        choice.href = `${link.getAttribute("href")}?${query}`;
        choice.textContent = link.textContent.trim();
        picker.append(choice);
      });
      const box = range.getBoundingClientRect();
      document.body.append(picker);
      picker.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - 356)) + scrollX}px`);
      picker.style.setProperty("top", `${box.bottom + scrollY + 8}px`);
    }, 0));
  }

  // A moment shows only the fields of its kind.
  document.querySelectorAll("[data-moments] select[name$='_kind']").forEach((select) => {
    const prefix = select.name.replace(/_kind$/, "");
    const wanted = { date: ["date"], event: ["relation", "event"], offset: ["days", "working"], issue: [], "": [] };
    const set = () => ["date", "relation", "event", "days", "working"].forEach((part) => {
      const input = document.getElementsByName(`${prefix}_${part}`)[0];
      if (input) input.closest(".field").hidden = !(wanted[select.value] || []).includes(part);
    });
    select.addEventListener("change", set);
    set();
  });

  // A file can be dropped on the form.
  document.querySelectorAll("form.drop").forEach((form) => {
    const input = form.querySelector("input[type=file]");
    form.querySelector("[data-drop-hint]").hidden = false;
    ["dragover", "dragleave", "drop"].forEach((name) => form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    }));
  });
})();
