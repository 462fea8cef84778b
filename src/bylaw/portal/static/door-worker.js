// Keeps the door's own files, so that it goes on without a network. It keeps nothing else, and asks the network first.
"use strict";

const KEPT = "bylaw-door";
const FILES = [
  "/door/", "/static/portal.css", "/static/mark.svg", "/static/door.js", "/static/card.js", "/static/holder.js", "/static/log.js", "/static/noble.js", "/static/qr.js",
  "/record/cards/status", "/record/cards/proof",
];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((cache) => Promise.allSettled(FILES.map((file) => cache.add(file)))));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function answer(request, path) {
  const cache = await caches.open(KEPT);
  try {
    const found = await fetch(request);
    if (found.ok) await cache.put(path, found.clone());
    return found;
  } catch (fault) {
    const kept = await cache.match(path);
    if (kept) return kept;
    throw fault;
  }
}

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method === "GET" && FILES.includes(path)) event.respondWith(answer(event.request, path));
});
