// Keeps a form from being sent twice by an impatient thumb; its token makes a second one count for nothing anyway.
"use strict";
(() => {
  const buttons = (form) => form.querySelectorAll("button[type=submit]");
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form) return;
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
})();
