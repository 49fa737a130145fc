// Keeps a form from being sent twice by an impatient thumb; its token makes a second one count for nothing anyway.
"use strict";
(() => {
  const buttons = (form) => form.querySelectorAll("button[type=submit]");
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form || event.defaultPrevented) return; // another script sends it
    form.setAttribute("aria-busy", "true");
    setTimeout(() => buttons(form).forEach((button) => { button.disabled = true; }), 0);
  });
  // Coming back to the page by the browser's own button, the form can be sent again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-once][aria-busy]").forEach((form) => {
      form.removeAttribute("aria-busy");
      buttons(form).forEach((button) => { button.disabled = false; });
    });
  });
  // Of one change to many, only what the chosen change needs is shown.
  document.querySelectorAll("form[data-bulk]").forEach((form) => {
    const wanted = { deadline: ["deadline"], lead: ["unit"], return: ["reason"], hold: ["reason", "expected_on"] };
    const kind = form.elements.kind;
    const set = () => ["deadline", "unit", "reason", "expected_on"].forEach((name) => {
      form.elements[name].closest(".field").hidden = !(wanted[kind.value] || []).includes(name);
    });
    kind.addEventListener("change", set);
    set();
  });
})();
