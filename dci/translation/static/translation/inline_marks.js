/* Abbreviations and words in another language, as Draftail shows them. */
(() => {
  "use strict";

  const mark = (element) => ({ contentState, entityKey, children }) => {
    const { title, lang, dir } = contentState.getEntity(entityKey).getData();
    const shown = { lang, dir, title: title || lang, className: "inline-mark" };
    return React.createElement(element, shown, children);
  };

  [["ABBREVIATION", "abbr"], ["LANGUAGE", "span"]].forEach(([type, element]) => {
    window.draftail.registerPlugin({ type, decorator: mark(element) }, "entityTypes");
  });
})();
