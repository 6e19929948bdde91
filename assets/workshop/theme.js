// Light or dark before anything is painted: as this device likes it, or as the page's switch was last set.
// A plain script in the head of every page, so that no page flashes up in the wrong colours. And should a part of the
// page get lost on its way, the page is fetched once more: half a page can do nothing.
(function () {
  "use strict";
  var RETRY_MS = 2000;
  window.addEventListener("error", function (event) {
    if (event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement) {
      setTimeout(function () { location.reload(); }, RETRY_MS);
    }
  }, true);
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try {
      return localStorage.getItem("headcount-theme");
    } catch (error) {
      return null; // a private window may keep nothing
    }
  }
  function apply() {
    var kept = chosen();
    var theme = kept === "light" || kept === "dark" ? kept : dark.matches ? "dark" : "light";
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    document.dispatchEvent(new CustomEvent("theme", { detail: theme }));
  }
  apply();
  if (dark.addEventListener) dark.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element ? event.target.closest("[data-theme-switch]") : null;
    if (!button) return;
    try {
      localStorage.setItem("headcount-theme", root.dataset.theme === "dark" ? "light" : "dark");
      apply();
    } catch (error) {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    }
  });
})();
