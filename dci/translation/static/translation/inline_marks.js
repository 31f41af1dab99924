/**
 * Abbreviations and words in another language, as Draftail shows them and asks for them.
 *
 * The button of a mark opens a dialog for the words that are chosen, or for the mark that the caret
 * is in. Words and languages come with the entity's type from `inline_marks.py`.
 */
(() => {
  "use strict";

  const create = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** For each type its element, the field of the dialog, and what the field says of the words. */
  const MARKS = {
    ABBREVIATION: {
      element: "abbr",
      field: (_type, { title = "" }) => create("input", {
        type: "text", value: title, required: true, maxLength: 255,
      }),
      data: (title, old) => ({ ...old, title }),
    },
    LANGUAGE: {
      element: "span",
      field: ({ languages }, { lang = "" }) => {
        const known = languages.some(([code]) => code === lang) || !lang;
        const all = known ? languages : [[lang, lang, ""], ...languages];
        const options = all.map(([value, textContent, dir]) => create("option", {
          value, textContent, dir, lang: value, selected: value === lang,
        }));
        return create("select", { required: true }, create("option"), ...options);
      },
      data: (lang, _old, { languages }) => {
        const dir = languages.find(([code]) => code === lang)?.[2];
        return dir === "rtl" ? { lang, dir } : { lang };
      },
    },
  };

  const decorator = ({ element }) => ({ contentState, entityKey, children }) => {
    const { title, lang, dir } = contentState.getEntity(entityKey).getData();
    const shown = { lang, dir, title: title || lang, className: "inline-mark" };
    return React.createElement(element, shown, children);
  };

  /** Ask for one value. Resolves to it, to "" for "no mark", or to null for "as it was". */
  const ask = (type, mark, old, hasWords) => new Promise((resolve) => {
    const { words } = type;
    const button = (value, textContent, look) => create("button", {
      type: "submit", value, textContent, className: `button ${look}`, formNoValidate: value !== "set",
    });
    const field = mark.field(type, old ?? {});
    const name = create("label", {}, create("span", { textContent: words.label }), field);
    const dialog = create("dialog", { className: "inline-mark-dialog" }, create(
      "form",
      { method: "dialog" },
      create("h2", { textContent: type.description }),
      hasWords ? name : create("p", { textContent: words.choose }),
      create(
        "div",
        { className: "inline-mark-buttons" },
        ...(hasWords ? [button("set", words.set, "")] : []),
        ...(old ? [button("remove", words.remove, "button-secondary no")] : []),
        button("", words.cancel, "button-secondary"),
      ),
    ));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve({ set: field.value.trim() || null, remove: "" }[dialog.returnValue] ?? null);
    });
    // Enter and Escape are the dialog's, and nothing else on the page hears of them.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  });

  /** The entity that the caret or the chosen words are in, with where it begins and ends. */
  const around = (editorState, entityKey) => {
    const selection = editorState.getSelection();
    const block = editorState.getCurrentContent().getBlockForKey(selection.getStartKey());
    let found = selection;
    block.findEntityRanges((character) => character.getEntity() === entityKey, (start, end) => {
      if (start <= selection.getStartOffset() && selection.getEndOffset() <= end) {
        found = selection.merge({ anchorOffset: start, focusOffset: end, isBackward: false });
      }
    });
    return found;
  };

  /** The stretches of a selection that have no entity which is to stay: links remain links. */
  const without = (content, selection, stays) => {
    const stretches = [];
    const isFree = (character) => {
      const key = character.getEntity();
      return !key || !stays(content.getEntity(key).getType());
    };
    const block = content.getBlockForKey(selection.getStartKey());
    block.findEntityRanges(isFree, (start, end) => {
      let anchorOffset = Math.max(start, selection.getStartOffset());
      let focusOffset = Math.min(end, selection.getEndOffset());
      const words = block.getText().slice(anchorOffset, focusOffset);
      anchorOffset += words.length - words.trimStart().length; // spaces stay outside
      focusOffset -= words.length - words.trimEnd().length;
      if (anchorOffset < focusOffset) {
        stretches.push(selection.merge({ anchorOffset, focusOffset, isBackward: false }));
      }
    });
    return stretches;
  };

  class Source extends React.Component {
    async componentDidMount() {
      const { editorState, entity, entityKey, entityType, onComplete } = this.props;
      const { Modifier, EditorState } = DraftJS;
      const mark = MARKS[entityType.type];
      const old = entity?.getType() === entityType.type ? entity.getData() : null;
      const words = old ? around(editorState, entityKey) : editorState.getSelection();
      const isOneLine = words.getStartKey() === words.getEndKey();
      const value = await ask(entityType, mark, old, isOneLine && !words.isCollapsed());
      if (value === null) {
        onComplete(null); // as it was, and the focus goes back to where one writes
        return;
      }
      let content = editorState.getCurrentContent();
      let key = null;
      if (value) {
        content = content.createEntity(entityType.type, "MUTABLE", mark.data(value, old, entityType));
        key = content.getLastCreatedEntityKey();
      }
      for (const stretch of without(content, words, (type) => type !== entityType.type)) {
        content = Modifier.applyEntity(content, stretch, key);
      }
      onComplete(EditorState.push(editorState, content, "apply-entity"));
    }

    render() {
      return null;
    }
  }

  for (const [type, mark] of Object.entries(MARKS)) {
    const plugin = { type, source: Source, decorator: decorator(mark) };
    window.draftail.registerPlugin(plugin, "entityTypes");
  }

  // The buttons stand over selected words, where Tab does not lead: they have keys of their own.
  const KEYS = { KeyA: "ABBREVIATION", KeyL: "LANGUAGE" };
  const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
  document.addEventListener("keydown", (event) => {
    const type = KEYS[event.code];
    const isSpecial = event.shiftKey && (MAC ? event.ctrlKey : event.altKey && !event.ctrlKey);
    const editor = document.activeElement.closest?.(".Draftail-Editor");
    if (!type || !isSpecial || !editor) return;
    const name = `button.Draftail-ToolbarButton[name="${type}"]`;
    const floating = [...document.querySelectorAll(name)].filter((one) => one.offsetParent);
    const button = editor.querySelector(name) ?? floating[0];
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    button.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  }, true);
})();
