// Runs in a page and returns the middle of each line of text that a reader should see, where lines
// that are set close do not touch yet: [text, left, top, right, bottom] on the whole page.
() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (holder.closest(".visually-hidden, .skip-link, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      if (right - left < 4) continue;
      const quarter = (bottom - top) / 4;
      found.push([text.data.trim().slice(0, 40), left + scrollX, top + scrollY + quarter, right + scrollX, bottom + scrollY - quarter]);
    }
  }
  return found;
}
