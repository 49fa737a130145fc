// Forms that wait on this device for a network, in the browser's own database; used by pages and by the service worker.
// A form keeps the token that the server counts it once by, so sending it again after a lost answer is harmless.
"use strict";
self.waitingForms = (() => {
  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("lotrinh", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("forms", { keyPath: "token" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const run = async (mode, work) => {
    const base = await open();
    try {
      return await new Promise((resolve, reject) => {
        const change = base.transaction("forms", mode);
        const asked = work(change.objectStore("forms"));
        change.oncomplete = () => resolve(asked.result);
        change.onerror = change.onabort = () => reject(change.error);
      });
    } finally {
      base.close();
    }
  };
  const put = (form) => run("readwrite", (forms) => forms.put(form));
  const remove = (token) => run("readwrite", (forms) => forms.delete(token));
  const get = (token) => run("readonly", (forms) => forms.get(token));
  // Only the forms of one person: another one on the same phone neither sees nor sends them.
  const of = async (person) => (await run("readonly", (forms) => forms.getAll()))
    .filter((form) => form.person === person).sort((one, other) => one.at - other.at);
  // Who is signed in, with a fresh mark against forged forms; null where nobody is. Throws without a network.
  const ask = async () => {
    const answer = await fetch("/the-gui/", { redirect: "manual", cache: "no-store" });
    return answer.ok ? answer.json() : null;
  };
  const post = async (form, mark) => {
    const body = new FormData();
    form.fields.forEach(([name, value]) => body.append(name, value));
    form.files.forEach((file) => body.append(file.field, file.blob, file.name));
    const headers = { Accept: "application/json", "X-CSRFToken": mark };
    const answer = await fetch(form.address, { method: "POST", body, headers, redirect: "manual" });
    if (answer.ok) {
      const { address } = await answer.json();
      await remove(form.token);
      return { token: form.token, address };
    }
    if (answer.status === 422) await put({ ...form, state: "refused", errors: (await answer.json()).errors });
    else if (answer.status >= 400 && answer.status < 500) {
      await put({ ...form, state: "refused", errors: [], gone: answer.status === 404 || answer.status === 403 });
    }
    return null; // a fault of the server: it waits for the next time
  };
  const sendAll = async () => {
    const who = await ask();
    if (!who) return { signedOut: true, sent: [] };
    const sent = [];
    for (const { token } of await of(who.person)) {
      const form = await get(token);
      if (!form || form.state === "refused") continue;
      const done = await post(form, who.mark);
      if (done) sent.push(done);
    }
    return { signedOut: false, sent };
  };
  // One sender at a time, of all pages and the service worker.
  const send = () => (navigator.locks ? navigator.locks.request("lotrinh-forms", sendAll) : sendAll());
  return { put, remove, get, of, send };
})();
