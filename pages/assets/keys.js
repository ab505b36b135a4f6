// What Streamlit leaves out: an account opens in the same tab, Enter in a table row opens it, Enter
// takes a typed date, and a filter opens with its field focused.
(() => {
  if (window.octantKeys) return;
  window.octantKeys = true;

  // Ctrl, Cmd, Shift or the middle button still ask for a tab of its own.
  let wantsTab = false;
  const note = (event) => {
    wantsTab = event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1;
  };
  addEventListener("pointerdown", note, true);
  addEventListener("keydown", note, true);

  const isAccount = (url) => url.origin === location.origin && /\/account$/.test(url.pathname);
  const go = (url) => {
    url.hash = "";
    history.pushState({}, "", url.href);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  const openTab = window.open.bind(window);
  window.open = (address, ...rest) => {
    const url = new URL(address, location.href);
    if (!isAccount(url) || wantsTab) return openTab(address, ...rest);
    go(url);
    return null;
  };

  const accountOf = (canvas) => {
    const cell = canvas.querySelector("td[aria-selected=true]");
    const cells = cell ? [...cell.parentElement.querySelectorAll("td")] : [];
    const address = cells.map((one) => one.textContent).find((text) => /^\/account\?/.test(text));
    return address && new URL(address, location.href);
  };
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      const field = event.target.closest?.("[data-testid=stDateInput]");
      if (field) {
        // Streamlit takes a typed date only when the focus goes to something else.
        const rest = field.closest("[data-testid=stPopoverBody]") ?? document.querySelector("main");
        rest.tabIndex = -1;
        setTimeout(() => rest.focus({ preventScroll: true }));
        return;
      }
      const table = event.target.closest?.("[data-testid=stDataFrame]");
      const canvas = table?.querySelector("canvas[data-testid=data-grid-canvas]");
      const url = canvas && accountOf(canvas);
      if (url) {
        event.preventDefault();
        event.stopPropagation();
        wantsTab ? openTab(url.href, "_blank") : go(url);
      }
    },
    true,
  );

  addEventListener("click", (event) => {
    if (!event.target.closest?.(".st-key-scope_row [data-testid=stPopover] button")) return;
    const focus = (tries) => {
      const field = document.querySelector("[data-testid=stPopoverBody] :is(input[type=text], [role=spinbutton])");
      if (field) field.focus();
      else if (tries) setTimeout(focus, 50, tries - 1);
    };
    setTimeout(focus, 50, 10);
  });
})();
