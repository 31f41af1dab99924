// Runs in a page: where the keyboard is, and what is wrong with how that shows.
() => {
  const here = document.activeElement;
  const { top, bottom, left, right, width, height } = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const wrong = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no outline");
  const isShown = top > -1 && left > -1 && bottom < innerHeight + 1 && right < innerWidth + 1;
  if (!isShown) wrong.push("off the screen");
  const above = document.elementFromPoint(left + width / 2, top + Math.min(height, 24) / 2);
  if (!here.contains(above) && !above?.contains(here)) wrong.push("covered");
  return { control: here === document.body ? "" : here.outerHTML, wrong };
}
