"use strict";
(() => {
  const body = document.body;
  const tell = (method, data) => {
    if (window.parent !== window) {
      const message = {ecwidAppNs: body.dataset.app, method: method, data: data};
      window.parent.postMessage(JSON.stringify(message), "*");
    }
  };
  const size = () => tell("setSize", {height: body.scrollHeight + "px"});
  tell("ready", {});
  size();
  new ResizeObserver(size).observe(body);
  const opening = document.getElementById("opening");
  if (opening && location.hash.length > 1) {
    opening.elements.frame.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname + location.search);
    opening.submit();
  }
})();
