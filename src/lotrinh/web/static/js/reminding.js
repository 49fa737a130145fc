// Copies a ready message; without this file the words can be selected by hand.
"use strict";
(() => {
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    const words = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      words.select();
      try {
        await navigator.clipboard.writeText(words.value);
      } catch {
        document.execCommand("copy"); // an address without TLS has no clipboard of its own
      }
      said.textContent = button.dataset.done;
    });
  });
})();
