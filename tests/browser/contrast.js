// Runs in a page and returns each text whose contrast is below 7:1, with the contrast.
() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) =>
    [red, green, blue]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const isOpaque = ([, , , alpha = 1]) => alpha === 1;
  const ground = (element) => {
    for (let holder = element; holder; holder = holder.parentElement) {
      const colour = channels(getComputedStyle(holder).backgroundColor);
      if (isOpaque(colour)) return colour;
    }
    return channels(getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "rgb(0 0 0)" : "rgb(255 255 255)");
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
    const [dark, light] = [channels(getComputedStyle(holder).color), ground(holder)].map(luminance).sort((a, b) => a - b);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 7) found.push(`${contrast.toFixed(2)}: ${text.data.trim().slice(0, 40)}`);
  }
  return found;
}
