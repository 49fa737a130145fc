// Telling work from a phone: a form goes to the queue first and is sent when there is a network; without this, forms are plain.
"use strict";
(() => {
  const queue = self.waitingForms;
  const person = Number(document.body.dataset.person);
  const forms = () => document.querySelectorAll("form[data-queue]");
  const section = document.getElementById("waiting");
  if (!person || !self.isSecureContext || !self.indexedDB) return;
  const OPEN = "#mo="; // and the token of a refused form: the page fills it in again
  let waiting = 0;

  const say = (words) => {
    if (section) section.querySelector("[data-said]").textContent = words;
  };
  const draw = async () => {
    const found = await queue.of(person);
    waiting = found.length;
    if (!section) return;
    const list = section.querySelector("ul");
    list.replaceChildren(...found.map(row));
    section.hidden = !found.length && !section.querySelector("[data-said]").textContent;
  };
  const said = (form) => {
    if (form.errors.length) return form.errors;
    return [form.gone ? section.dataset.gone : section.dataset.refused];
  };
  const row = (form) => {
    const item = section.querySelector("template").content.cloneNode(true).firstElementChild;
    const value = (name) => (form.fields.find(([key]) => key === name) || ["", ""])[1];
    const part = (name) => item.querySelector(`[data-${name}]`);
    part("title").textContent = form.title;
    part("words").textContent = [value("on").split("-").reverse().join("/"), value("place"), value("note")].filter(Boolean).join(" · ");
    part("files").textContent = form.files.map((file) => file.name).join(", ");
    const refused = form.state === "refused";
    part("errors").textContent = refused ? `▲ ${said(form).join(" ")}` : "";
    part("refused").hidden = !refused;
    part("hold").hidden = refused;
    part("open").hidden = !refused || Boolean(form.gone);
    part("open").href = `${form.address}${OPEN}${form.token}`;
    part("again").addEventListener("click", async () => {
      await queue.put({ ...form, state: "waiting", errors: [], gone: false });
      await flush();
    });
    part("drop").addEventListener("click", async () => {
      if (!self.confirm(section.dataset.drop)) return;
      await queue.remove(form.token);
      await draw();
    });
    return item;
  };
  const flush = async () => {
    try {
      const { signedOut, sent } = await queue.send();
      if (signedOut && section) section.querySelector("[data-sign-in]").hidden = false;
      if (sent.length) say(section ? section.dataset.sent.replace("{n}", sent.length) : "");
      return { signedOut, sent };
    } catch {
      return { signedOut: false, sent: [] }; // no network: it is sent later
    } finally {
      await draw();
    }
  };
  const later = async () => {
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker && "sync" in worker) await worker.sync.register("lotrinh-forms").catch(() => {});
  };

  const fresh = (form) => {
    if (form.dataset.opened) return; // a refused form keeps its token: however often it is sent, it counts once
    form.elements.token.value = self.crypto.randomUUID(); // a page kept from before has a token that was used
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    if (form.elements.on.defaultValue < day && form.elements.on.value === form.elements.on.defaultValue) form.elements.on.value = day;
  };
  const kept = (form) => {
    const data = [...new FormData(form)];
    const files = data.filter(([, value]) => value instanceof File && value.size);
    return {
      token: form.elements.token.value,
      person,
      at: Date.now(),
      address: form.getAttribute("action") || location.pathname,
      title: form.dataset.title,
      fields: data.filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"),
      files: files.map(([field, file]) => ({ field, name: file.name, blob: file })),
      state: "waiting",
      errors: [],
      gone: false,
    };
  };
  const busy = (form, is) => {
    form.toggleAttribute("aria-busy", is);
    if (is) form.setAttribute("aria-busy", "true");
    form.querySelectorAll("button[type=submit]").forEach((button) => { button.disabled = is; });
  };
  const complain = (form, held) => {
    let box = form.querySelector("[data-refused-here]");
    if (!box) {
      box = document.createElement("div");
      box.className = "messages";
      box.setAttribute("role", "alert");
      box.tabIndex = -1;
      box.dataset.refusedHere = "";
      form.prepend(box);
    }
    box.replaceChildren(...said(held).map((error) => {
      const line = document.createElement("p");
      line.className = "message error";
      line.textContent = error;
      return line;
    }));
    box.scrollIntoView({ block: "center" });
    box.focus({ preventScroll: true });
  };
  const refuse = async (form, held) => {
    form.dataset.opened = held.token; // it stays in the queue too: whoever leaves the page finds it there
    complain(form, held);
    await draw();
  };
  // What a form has no field for, as the short form has none for a channel, goes along unseen.
  const carry = (form, name, value) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.carried = "";
    form.append(field);
  };
  const fill = (form, held) => {
    form.querySelectorAll("[data-carried]").forEach((field) => field.remove());
    const left = held.fields.slice();
    const take = (name) => {
      const at = left.findIndex(([key]) => key === name);
      return at < 0 ? "" : left.splice(at, 1)[0][1];
    };
    const fields = [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken");
    fields.forEach((field) => {
      if (field.type === "file") {
        const chosen = new DataTransfer();
        held.files.filter((file) => file.field === field.name)
          .forEach((file) => chosen.items.add(new File([file.blob], file.name, { type: file.blob.type })));
        field.files = chosen.files;
      } else if (field.type === "radio" || field.type === "checkbox") {
        const at = left.findIndex(([key, value]) => key === field.name && value === field.value);
        field.checked = at >= 0;
        if (at >= 0) left.splice(at, 1);
      } else field.value = take(field.name);
    });
    left.forEach(([name, value]) => carry(form, name, value));
  };
  const reopen = async () => {
    if (!location.hash.startsWith(OPEN)) return;
    const held = (await queue.of(person)).find((one) => one.token === location.hash.slice(OPEN.length));
    const form = held && [...forms()].find((one) => (one.getAttribute("action") || location.pathname) === held.address);
    if (!form || held.state !== "refused") return;
    fill(form, held);
    form.dataset.opened = held.token;
    form.querySelectorAll("details").forEach((details) => { details.open = true; });
    const around = form.closest("details");
    if (around) around.open = true;
    complain(form, held);
  };
  const submit = async (form) => {
    busy(form, true);
    const item = kept(form);
    try {
      await queue.put(item);
    } catch {
      form.submit(); // no room here: as without a script
      return;
    }
    const { sent } = await flush();
    const own = sent.find((one) => one.token === item.token);
    if (own) {
      location.assign(own.address);
      return;
    }
    busy(form, false);
    const held = await queue.get(item.token);
    if (held && held.state === "refused") {
      await refuse(form, held);
      return;
    }
    form.reset();
    delete form.dataset.opened;
    form.querySelectorAll("[data-refused-here], [data-carried]").forEach((part) => part.remove());
    fresh(form);
    form.closest("details")?.removeAttribute("open");
    await later();
    section.querySelector("h2").focus();
  };

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-queue]")) {
      event.preventDefault();
      submit(event.target);
    } else if (event.target.matches("form[data-sign-out]") && waiting && !self.confirm(document.body.dataset.leave)) {
      event.preventDefault();
    }
  }, true);
  forms().forEach(fresh);
  self.addEventListener("online", flush);
  self.addEventListener("hashchange", reopen);
  self.addEventListener("pageshow", (event) => event.persisted && forms().forEach(fresh));
  if (navigator.serviceWorker) {
    const isFirst = !navigator.serviceWorker.controller;
    navigator.serviceWorker.register("/service-worker.js");
    navigator.serviceWorker.addEventListener("message", draw);
    if (isFirst) navigator.serviceWorker.ready.then((worker) => worker.active.postMessage("keep"));
  }
  draw().then(() => waiting && flush()).then(reopen);
})();
