// Makes the reading screen easier where there is JavaScript; every thing it does has a plain link or form too.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const reading = document.querySelector("[data-reading]");
  const lit = new Set();
  const clear = () => { lit.forEach((element) => element.classList.remove("on")); lit.clear(); };
  const on = (element) => { element.classList.add("on"); lit.add(element); };
  const light = (key) => {
    clear();
    document.querySelectorAll(`[data-facts~="${key}"], [data-fact="${key}"]`).forEach(on);
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element, block) => element && element.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });

  if (reading) {
    // Pointing at a fact lights up its words, and the other way round.
    let held = null; // where the mouse was when the page scrolled by itself: what comes under it then is not pointed at
    const over = (event) => {
      if (event.type === "mouseover") {
        if (held && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 2) return; // a click tells parts of a pixel
        held = null;
      }
      const fact = event.target.closest("[data-fact]");
      const anchor = event.target.closest(".anchor");
      const words = event.target.closest("[data-facts]");
      if (fact) light(fact.dataset.fact);
      else if (anchor) light(anchor.id.slice(1));
      else if (words) light(words.dataset.facts.split(" ")[0]);
      else clear();
    };
    reading.addEventListener("mouseover", over);
    reading.addEventListener("focusin", over);

    // Following a link between the two, whichever way and from wherever, opens, lights up and scrolls.
    const arrive = () => {
      const [, side, key] = /^#([ftp])(\d+)$/.exec(location.hash) || [];
      const target = side && document.getElementById(side + key);
      if (!target) return;
      if (side === "f") target.closest("details").open = true;
      if (side === "p") { clear(); on(target); } else light(key);
      show(target, side === "f" ? "nearest" : "center");
    };
    const go = (hash) => { history.replaceState(null, "", hash); arrive(); };
    reading.addEventListener("click", (event) => {
      held = { x: event.clientX, y: event.clientY };
      const link = event.target.closest("a");
      if (link) {
        if (!/^#[ftp]\d+$/.test(link.getAttribute("href"))) return;
        event.preventDefault();
        go(link.getAttribute("href"));
        if (link.matches(".anchor, .boxes a")) document.querySelector(link.getAttribute("href"))?.focus({ preventScroll: true });
        return;
      }
      const words = event.target.closest("[data-facts]");
      if (words && String(getSelection()) === "") go(`#f${words.dataset.facts.split(" ")[0]}`);
    });
    addEventListener("hashchange", arrive);
    arrive();

    // Selected words can become a fact: by mouse, by finger or by keyboard.
    const sheet = reading.querySelector(".sheet");
    const choices = [...reading.querySelectorAll("[data-add-kind]")];
    let picker = null;
    let waiting = 0;
    const close = () => { if (picker) picker.remove(); picker = null; };
    const place = (node, at) => {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const line = element.closest("[data-start]");
      if (!line) return null;
      const before = document.createRange();
      before.setStart(line, 0);
      before.setEnd(node, at);
      return Number(line.dataset.start) + [...before.toString()].length; // the server counts code points
    };
    const offer = () => {
      close();
      const selection = getSelection();
      if (!selection.rangeCount || String(selection).trim().length < 2) return;
      const range = selection.getRangeAt(0);
      if (!sheet.contains(range.commonAncestorContainer)) return;
      const start = place(range.startContainer, range.startOffset);
      const end = place(range.endContainer, range.endOffset) ?? start + [...String(selection)].length;
      if (start === null) return;
      picker = document.createElement("div");
      picker.className = "picker";
      picker.setAttribute("role", "group");
      picker.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the words selected
      picker.addEventListener("mousedown", (event) => event.preventDefault());
      choices.forEach((link) => {
        const choice = document.createElement("a");
        choice.href = `${link.getAttribute("href")}?${new URLSearchParams({ start, end })}`;
        choice.textContent = link.textContent.trim();
        picker.append(choice);
      });
      const box = range.getBoundingClientRect();
      document.body.append(picker);
      picker.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - picker.offsetWidth - 8)) + scrollX}px`);
      picker.style.setProperty("top", `${box.bottom + scrollY + 8}px`);
    };
    if (choices.length) {
      document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(offer, 200); });
      document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    }
  }

  // A moment shows only the fields of its kind.
  document.querySelectorAll("[data-moments] select[name$='_kind']").forEach((select) => {
    const prefix = select.name.replace(/_kind$/, "");
    const wanted = { date: ["date"], event: ["relation", "event"], offset: ["days", "working", "origin"], issue: [], "": [] };
    const origin = document.getElementsByName(`${prefix}_origin`)[0];
    const set = () => ["date", "relation", "event", "days", "working", "origin", "origin_date", "origin_event"].forEach((part) => {
      const input = document.getElementsByName(`${prefix}_${part}`)[0];
      const counts = select.value === "offset" && origin && part === `origin_${origin.value}`;
      if (input) input.closest(".field").hidden = !(counts || (wanted[select.value] || []).includes(part));
    });
    select.addEventListener("change", set);
    if (origin) origin.addEventListener("change", set);
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
