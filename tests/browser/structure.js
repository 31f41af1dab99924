// Runs in a page and returns what is wrong with it, a sentence each.
() => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const named = (element) =>
    `<${element.localName}> ${(element.getAttribute("href") ?? element.textContent).trim().slice(0, 40)}`;
  const require = (isRight, sentence) => isRight || wrong.push(sentence);
  const requireEach = (elements, isRight, sentence) =>
    elements.filter((element) => !isRight(element)).forEach((element) => wrong.push(`${sentence}: ${named(element)}`));

  // The language that is said is the language that is written
  const { lang, dir } = document.documentElement;
  require(lang === location.pathname.split("/")[1], `the page says lang=${lang}`);
  require(dir === (lang === "ar" ? "rtl" : "ltr"), `the page says dir=${dir}`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!/\p{Script=Arabic}/u.test(text.data)) continue;
    const holder = text.parentElement.closest("[lang]");
    require(holder.lang === "ar" && holder.dir === "rtl", `Arabic without lang and dir: ${text.data.trim()}`);
  }

  // A frame that can be heard
  const levels = all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.localName[1]));
  require(levels.filter((level) => level === 1).length === 1, "there is not exactly one h1");
  levels.forEach((level, i) => require(level <= (levels[i - 1] ?? 0) + 1, `a heading skips to h${level}`));
  for (const landmark of ["body > header", "main", "body > footer"])
    require(all(landmark).length === 1, `there is not exactly one ${landmark}`);
  const labels = all("nav").map((nav) =>
    nav.ariaLabel ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent.trim());
  require(labels.every(Boolean) && new Set(labels).size === labels.length, `the navs are called ${labels}`);
  const ids = all("[id]").map((element) => element.id);
  require(new Set(ids).size === ids.length, "an id occurs twice");
  requireEach(all("img"), (image) => image.hasAttribute("alt") && !/\.\w{3,4}$|^logo$/i.test(image.alt), "alt is missing or a file's name");
  requireEach(all("a, button"), (link) => link.textContent.trim() || link.querySelector("img")?.alt, "nothing to read aloud");

  // The reader's own language switch
  const choices = all(".language-switcher li > *");
  require(choices.map((choice) => choice.lang).join() === "en,fr,es", "the switcher does not offer en, fr, es");
  requireEach(choices, (choice) => (choice.localName === "a" ? choice.hreflang === choice.lang : choice.ariaCurrent), "wrong in the switcher");
  require(choices.filter((choice) => choice.localName !== "a").map((choice) => choice.lang).join() === lang, "the current language is a link");
  require(!all(".language-switcher :is(img, svg, select)").length, "a flag or a list in the switcher");
  requireEach(choices, (choice) => isShown(choice) && choice.getBoundingClientRect().bottom + scrollY <= 200, "not at the top");

  // Fits, can be hit, can be read
  require(document.scrollingElement.scrollWidth <= innerWidth, `scrolls sideways at ${innerWidth} px`);
  const inText = (link) => link.closest("p, dd, address, .prose");
  requireEach(
    all("a, button, summary").filter((link) => isShown(link) && !inText(link) && !link.matches(".skip-link")),
    (link) => Math.min(link.getBoundingClientRect().height, link.getBoundingClientRect().width) >= 24,
    "a target below 24 px");
  requireEach(
    all(".language-switcher a, .chip, .menu-button, .search-form :is(input, select, button)").filter(isShown),
    (control) => control.getBoundingClientRect().height >= 44, "a control below 44 px");
  require(!all("[style]").length, "styles in the markup");
  require(!all("script:not([type='application/ld+json'])").length, "a script");

  return wrong;
}
