{% load static %}// Lets an officer open the own work and fill in a form without a network. Private pages are kept for the person who is signed in
// only: both signing in and signing out throw them away.
"use strict";
importScripts("{% static 'js/queue.js' %}");
const SHELL = "shell-{{ version }}";
const PRIVATE = "private";
const OFFLINE = "{% url 'offline' %}";
const WORK = "{% url 'my-work' %}";
const DOORS = ["{% url 'sign-in' %}", "{% url 'sign-out' %}"];
const FILES = [OFFLINE{% for file in files %}, "{{ file }}"{% endfor %}];
const KEPT = /^\/viec\/\d+\/bao-cao\/$/;

const keep = async (address, answer) => {
  if (answer.ok && !answer.redirected) await (await caches.open(PRIVATE)).put(address, answer);
};
const open = async (event, path) => {
  try {
    const answer = await fetch(event.request);
    if (path === WORK || KEPT.test(path)) event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch {
    const own = await caches.open(PRIVATE);
    return (await own.match(path)) || (KEPT.test(path) && (await own.match(WORK))) || caches.match(OFFLINE);
  }
};
const load = async (request) => {
  const there = await caches.match(request);
  if (there) return there;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
};
const tell = async () => (await self.clients.matchAll()).forEach((page) => page.postMessage("sent"));

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(FILES)));
});
self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("shell-") && name !== SHELL;
  const clean = async () => Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
  event.waitUntil(clean().then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && DOORS.includes(url.pathname)) event.waitUntil(caches.delete(PRIVATE));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(load(request));
  else if (request.mode === "navigate") event.respondWith(open(event, url.pathname));
});
self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(fetch(WORK).then((answer) => keep(WORK, answer), () => {}));
});
self.addEventListener("sync", (event) => {
  if (event.tag === "lotrinh-forms") event.waitUntil(self.waitingForms.send().then(tell));
});
