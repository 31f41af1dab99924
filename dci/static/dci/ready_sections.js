// Puts the blocks of a ready section at the end of a body, and the cursor into the first.

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-ready-section]");
  if (!button) return;
  const body = document.getElementById(button.dataset.into).rootBlock;
  JSON.parse(button.dataset.readySection).forEach(({ type, value }, place) => {
    // Only secure pages have ids to give; elsewhere the server gives one.
    const id = window.crypto.randomUUID?.() ?? null;
    body.insert({ type, value, id }, body.children.length, { animate: true, focus: place === 0 });
  });
});
