/**
 * Recordings in any page: each element with the class `mmv-recording` becomes the picture that its recording tells.
 *
 * A recording stands in the page, as `<script type="application/json" id="recording-ID">`, or in a file of its own that
 * `data-source` names and that calls `mmvReplay.take(ID, frame)`: a page that was opened from disk may load a script, but
 * read no other file. Both are looked at only when they come into view.
 */
const mmvReplay = (() => {
  const waiting = new Map();
  const NEAR = "600px";

  function show(element, frame) {
    const store = createStore();
    store.apply(frame);
    element.replaceChildren();
    element.style.minHeight = "";
    mountPicture(element, store.getState, store.subscribe);
    element.dataset.shown = "";
  }

  function load(element) {
    const { recording, source } = element.dataset;
    const stored = document.getElementById(`recording-${recording}`);
    if (stored) return show(element, JSON.parse(stored.textContent));
    waiting.set(recording, element);
    const script = document.createElement("script");
    script.src = source;
    script.onerror = () => element.append("The recording can't be loaded.");
    document.head.append(script);
  }

  /** A file has brought a recording. */
  function take(recording, frame) {
    const element = waiting.get(recording);
    if (element) show(element, frame);
    waiting.delete(recording);
  }

  /** Dark or light as the page is, where the page says so in another way than Jupyter does. */
  function follow(body) {
    if (body.hasAttribute("data-jp-theme-light")) return;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const look = () => {
      const { theme } = body.dataset;
      const isDark = theme === "dark" || (theme !== "light" && system.matches);
      body.setAttribute("data-jp-theme-light", String(!isDark));
    };
    new MutationObserver(look).observe(body, { attributeFilter: ["data-theme"] });
    system.addEventListener("change", look);
    look();
  }

  function start() {
    follow(document.body);
    const near = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          load(target);
        }
      },
      { rootMargin: NEAR },
    );
    for (const element of document.querySelectorAll(".mmv-recording")) near.observe(element);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  return { take };
})();
window.mmvReplay = mmvReplay;
