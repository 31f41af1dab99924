// The desk without its small help works just as well: it counts what is chosen, chooses all lanes
// of a language at once, and says what there is to do only when something is chosen.

function setUp(desk) {
  const choices = [...desk.querySelectorAll("[data-desk-choice]")];
  const all = [...desk.querySelectorAll("[data-desk-all]")];
  const bar = desk.querySelector("[data-desk-assign]");
  const count = bar.querySelector("[data-desk-chosen]");

  const of = (language) => choices.filter((choice) => choice.dataset.deskChoice === language);

  function show() {
    const chosen = choices.filter((choice) => choice.checked).length;
    count.value = chosen;
    bar.toggleAttribute("data-desk-idle", chosen === 0);
    for (const box of all) {
      const own = of(box.dataset.deskAll);
      const checked = own.filter((choice) => choice.checked).length;
      box.checked = checked > 0 && checked === own.length;
      box.indeterminate = checked > 0 && checked < own.length;
    }
  }

  for (const box of all) {
    box.hidden = of(box.dataset.deskAll).length === 0;
    box.addEventListener("change", () => {
      for (const choice of of(box.dataset.deskAll)) choice.checked = box.checked;
      show();
    });
  }
  count.parentElement.hidden = false;
  desk.addEventListener("change", show);
  window.addEventListener("pageshow", show); // the browser's Back brings choices with it
  show();
}

for (const desk of document.querySelectorAll(".desk-list")) setUp(desk);
